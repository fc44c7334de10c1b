import { test as property } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EMPTY_PLAN } from '../../../src/reconcile/plan.ts';
import { planWorkloads } from '../../../src/reconcile/plan-workloads.ts';
import {
  ACCOUNT,
  aDesiredWorkload,
  anObservedWorkload,
  aWorkload,
  aWorkloadSummary,
} from '../../builders.ts';

const nothing = { candidates: new Map(), count: 0 };
const observing = (...workloads: readonly ReturnType<typeof anObservedWorkload>[]) => ({
  candidates: new Map([[ACCOUNT, workloads]]),
  count: workloads.length,
});
const id = (index: number) => String(100_000_000_000 + index);
const arn = (index: number) => `arn:aws:wellarchitected:eu-west-1:777788889999:lens/${index}`;

describe('planWorkloads', () => {
  it('has nothing to do when the workload is up to date', () => {
    const plan = planWorkloads([aDesiredWorkload()], observing(anObservedWorkload()));

    expect(plan).toEqual(EMPTY_PLAN);
  });

  it('has nothing to do when the workload was up to date when it was last read', () => {
    const plan = planWorkloads([aDesiredWorkload()], observing(anObservedWorkload({ fields: undefined })));

    expect(plan).toEqual(EMPTY_PLAN);
  });

  it('creates the workload of an account that has none', () => {
    const plan = planWorkloads([aDesiredWorkload()], nothing);

    expect(plan).toEqual({
      ...EMPTY_PLAN,
      actions: [
        {
          kind: 'create-workload',
          account: ACCOUNT,
          workload: aWorkload(),
          lenses: ['wellarchitected'],
        },
      ],
    });
  });

  it('creates a workload without the lenses that are not published yet and comes back for them', () => {
    const desired = aDesiredWorkload({ missingLenses: ['lenses/a.json'] });

    const plan = planWorkloads([desired], nothing);

    expect(plan.actions).toMatchObject([{ kind: 'create-workload', lenses: ['wellarchitected'] }]);
    expect(plan.waits).toEqual([
      {
        subject: ACCOUNT,
        reason: 'lenses/a.json is not published yet',
        seconds: undefined,
        lens: 'lenses/a.json',
      },
    ]);
  });

  it('creates no second workload beside one that a person created for the account', () => {
    const plan = planWorkloads([aDesiredWorkload()], observing(anObservedWorkload({ account: undefined })));

    expect(plan.actions).toEqual([]);
    expect(plan.notices).toMatchObject([{ kind: 'workload-not-ours', subject: ACCOUNT }]);
    expect(plan.notices[0]?.message).toContain(`lenskeeper:account=${ACCOUNT}`);
  });

  it('does not change a workload that is tagged for another account', () => {
    const others = anObservedWorkload({ account: '555566667777', fields: aWorkload({ notes: 'Mine' }) });

    const plan = planWorkloads([aDesiredWorkload()], observing(others));

    expect(plan.actions).toEqual([]);
    expect(plan.notices).toMatchObject([{ kind: 'workload-not-ours' }]);
  });

  it('keeps its own workload when a person created another one for the account', () => {
    const plan = planWorkloads(
      [aDesiredWorkload()],
      observing(anObservedWorkload({ account: undefined }), anObservedWorkload()),
    );

    expect(plan).toEqual(EMPTY_PLAN);
  });

  it('does not change a duplicate and names it', () => {
    const duplicate = anObservedWorkload({ summary: aWorkloadSummary({ id: 'second' }) });

    const plan = planWorkloads([aDesiredWorkload()], observing(anObservedWorkload(), duplicate));

    expect(plan.actions).toEqual([]);
    expect(plan.notices).toEqual([
      {
        kind: 'workload-duplicate',
        subject: ACCOUNT,
        message: `${ACCOUNT} has two workloads with its tag, abcdef0123456789abcdef0123456789 and second; the first is managed. Delete the one without reviews`,
      },
    ]);
  });

  it('restores the members that the policy names and does not change the others', () => {
    const changed = anObservedWorkload({
      fields: aWorkload({ environment: 'PREPRODUCTION', notes: 'Ours', accountIds: ['555566667777'] }),
    });

    const plan = planWorkloads([aDesiredWorkload()], observing(changed));

    expect(plan.actions).toEqual([
      {
        kind: 'update-workload',
        account: ACCOUNT,
        workloadId: 'abcdef0123456789abcdef0123456789',
        changes: { environment: 'PRODUCTION' },
      },
    ]);
  });

  it('associates missing lenses in groups of ten', () => {
    const desired = aDesiredWorkload({
      lenses: ['wellarchitected', ...Array.from({ length: 12 }, (_, index) => arn(index))],
    });

    const plan = planWorkloads([desired], observing(anObservedWorkload()));

    expect(plan.actions).toMatchObject([{ kind: 'associate-lenses' }, { kind: 'associate-lenses' }]);
    expect(plan.actions.map((action) => 'lenses' in action && action.lenses.length)).toEqual([10, 2]);
  });

  it('recognises an official lens by its alias and by its ARN', () => {
    const desired = aDesiredWorkload({ lenses: ['arn:aws:wellarchitected::aws:lens/serverless'] });
    const observed = anObservedWorkload({
      summary: aWorkloadSummary({ lenses: ['wellarchitected', 'serverless'] }),
    });

    const plan = planWorkloads([desired], observing(observed));

    expect(plan).toEqual(EMPTY_PLAN);
  });

  it('keeps 50 of the 1,000 slots free for people and gives the last ones by account id', () => {
    const desired = [id(3), id(1), id(2)].map((account) => aDesiredWorkload({ account }));

    const plan = planWorkloads(desired, { candidates: new Map(), count: 948 });

    expect(plan.actions).toMatchObject([{ account: id(1) }, { account: id(2) }]);
    expect(plan.notices).toMatchObject([{ kind: 'workload-quota', subject: id(3) }]);
  });

  const accounts = fc.uniqueArray(fc.integer({ min: 0, max: 40 }).map(id), { maxLength: 12 });

  property.prop([accounts, accounts, fc.integer({ min: 940, max: 960 })])(
    'plans the same for accounts in any order, and each account once',
    (wanted, existing, count) => {
      const candidates = new Map(
        existing.map((account) => [
          account,
          [anObservedWorkload({ account, summary: aWorkloadSummary({ id: account, name: `${account} x` }) })],
        ]),
      );
      const desired = wanted.map((account) => aDesiredWorkload({ account }));

      const plan = planWorkloads(desired, { candidates, count });
      const reversed = planWorkloads([...desired].reverse(), { candidates, count });

      expect(reversed).toEqual(plan);
      const created = plan.actions.map((action) => 'account' in action && action.account);
      expect(new Set(created).size).toBe(created.length);
      expect(created.length).toBeLessThanOrEqual(Math.max(0, 950 - count));
      expect(created.some((account) => typeof account === 'string' && existing.includes(account))).toBe(
        false,
      );
    },
  );
});
