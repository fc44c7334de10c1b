import { afterEach, describe, expect, it } from 'vitest';
import type { WorkMessage } from '../../../src/reconcile/scope.ts';
import { LENS_KEY } from '../../builders.ts';
import { aLens } from '../../unit/lens/lens-builders.ts';
import { type Lenskeeper, POLICY, startLenskeeper } from './start-lenskeeper.ts';

const UNITS = 6;

let keeper: Lenskeeper | undefined;
afterEach(async () => {
  await keeper?.close();
  keeper = undefined;
});

/** An organization of some units, and a lens in the bucket that all of them are to get. */
async function start(): Promise<Lenskeeper> {
  keeper = await startLenskeeper({
    policy: POLICY,
    organization: {
      units: Array.from({ length: UNITS }, (_, index) => ({
        id: `ou-ab12-${String(index).padStart(8, '0')}`,
        name: `Unit ${index}`,
      })),
      delegatedAdministrators: { '777788889999': ['account.amazonaws.com'] },
    },
  });
  await keeper.put(LENS_KEY, aLens());
  return keeper;
}

/** How often an operation was answered with anything but an error. */
function countDone({ emulator }: Lenskeeper, operation: string): number {
  return emulator.calls({ operation }).filter(({ errorName }) => errorName === undefined).length;
}

describe('a WA Tool that throttles', () => {
  it('still gets everything done, and nothing twice', async () => {
    const keeper = await start();
    keeper.emulator.setLimits([{ service: 'wellarchitected', operation: '*', rate: 10, burst: 5 }]);

    const { outcomes } = await keeper.reconcileLens();

    expect(keeper.emulator.countCalls({ errorName: 'ThrottlingException' })).toBeGreaterThan(0);
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(Array(UNITS + 2).fill('applied'));
    expect(countDone(keeper, 'CreateLensShare')).toBe(UNITS);
    expect(countDone(keeper, 'CreateLensVersion')).toBe(1);
    expect(keeper.lenses()).toMatchObject([{ versions: ['1.0'] }]);
    expect(keeper.lenses()[0]?.sharedWith).toHaveLength(UNITS);
  });

  it('is left at the deadline, and what is not done comes back and is finished', async () => {
    const keeper = await start();
    keeper.emulator.setLimits([
      { service: 'wellarchitected', operation: 'CreateLensShare', rate: 0, burst: 4 },
    ]);

    const first = await keeper.work({}, { withinMs: 3_000 });
    const afterFirst = keeper.lenses()[0]?.sharedWith.length;
    keeper.emulator.setLimits([]);
    const [back] = await keeper.returns();
    const second = await keeper.work(back ?? ({} as Partial<WorkMessage>));

    const deferred = first.outcomes.filter(({ outcome }) => outcome === 'deferred');
    expect({ afterFirst, deferred: deferred.length }).toEqual({ afterFirst: 4, deferred: UNITS - 4 });
    expect(first.deferredSeconds).toBe(5);
    expect(back).toMatchObject({ scope: { kind: 'lens', key: LENS_KEY }, attempt: 1 });
    expect(second.outcomes.map(({ outcome }) => outcome)).toEqual(Array(UNITS - 4).fill('applied'));
    expect(countDone(keeper, 'CreateLensShare')).toBe(UNITS);
    expect(countDone(keeper, 'CreateLensVersion')).toBe(1);
    expect(keeper.lenses()[0]?.sharedWith).toHaveLength(UNITS);
  });

  it('in the middle of publishing is taken up where it was left, without a second version', async () => {
    const keeper = await start();
    keeper.emulator.setFaults([
      { service: 'wellarchitected', operation: 'CreateLensVersion', kind: 'throttle' },
    ]);

    const first = await keeper.work({}, { withinMs: 3_000 });
    keeper.emulator.setFaults([]);
    const [back] = await keeper.returns();
    await keeper.work(back ?? {});

    expect(first.outcomes.map(({ outcome }) => outcome)).toEqual([
      'applied',
      ...Array(UNITS + 1).fill('deferred'),
    ]);
    expect(keeper.lenses()).toMatchObject([
      { versions: ['1.0'], hasDraft: false, tags: { 'lenskeeper:version': '1.0' } },
    ]);
    expect(keeper.lenses()[0]?.sharedWith).toHaveLength(UNITS);
  });
});

describe('an Organizations that throttles the reading of tags', () => {
  it('does not make the next comparison begin anew: what was read is kept', async () => {
    keeper = await startLenskeeper({
      policy: POLICY.replace('{ ou: "/Production/**" }', '{ tags: { tier: critical } }'),
    });
    keeper.emulator.setLimits([
      { service: 'organizations', operation: 'ListTagsForResource', rate: 0, burst: 1 },
    ]);

    await Promise.allSettled([keeper.reconcileAll({ withinMs: 1_500 })]);

    const { accounts } = JSON.parse(keeper.read('state/account-tags.json') ?? '{"accounts":{}}');
    expect(Object.keys(accounts)).toHaveLength(1);
  });
});

describe('the end of an invocation', () => {
  it('hands on what is left before it tells what was done: events can wait, a message group cannot', async () => {
    const keeper = await start();
    keeper.emulator.setLimits([
      { service: 'wellarchitected', operation: 'CreateLensShare', rate: 0, burst: 4 },
    ]);

    await keeper.work({}, { withinMs: 2_000 });

    const [handedOn] = keeper.emulator.calls({ service: 'sqs', operation: 'SendMessage' });
    const [told] = keeper.emulator.calls({ service: 'events', operation: 'PutEvents' });
    expect(handedOn?.seq).toBeLessThan(told?.seq ?? 0);
  });

  it('does not check the whole scope again when the announcement failed', async () => {
    const keeper = await start();
    keeper.emulator.setLimits([
      { service: 'wellarchitected', operation: 'CreateLensShare', rate: 0, burst: 4 },
    ]);
    keeper.emulator.setFaults([{ service: 'events', operation: 'PutEvents', kind: 'internal-error' }]);

    const result = await keeper.work({}, { withinMs: 2_000 });

    const became = Map.groupBy(result.outcomes, ({ outcome }) => outcome);
    expect([became.get('applied')?.length, became.get('deferred')?.length]).toEqual([6, UNITS - 4]);
    expect(result.notices).toMatchObject([{ kind: 'scope-failed', message: /Announce outcomes/ }]);
    expect(await keeper.returns()).toHaveLength(1);
  });
});

describe('accounts that wait for a throttled WA Tool until the deadline', () => {
  const ACCOUNTS = Array.from({ length: 9 }, (_, index) => String(300_000_000_000 + index));

  async function startWithAccounts(): Promise<Lenskeeper> {
    keeper = await startLenskeeper({
      policy: POLICY,
      organization: {
        units: [
          {
            id: 'ou-ab12-production',
            name: 'Production',
            accounts: ACCOUNTS.map((id) => ({ id, name: 'Team', joinedAt: new Date('2026-01-01') })),
          },
        ],
        delegatedAdministrators: { '777788889999': ['account.amazonaws.com'] },
      },
    });
    await keeper.put(LENS_KEY, aLens());
    await keeper.reconcileLens();
    // The new shares are looked at once more: not of interest here.
    await keeper.returns();
    return keeper;
  }

  it('come back by themselves, and each gets one workload', async () => {
    const keeper = await startWithAccounts();
    keeper.emulator.setLimits([
      { service: 'wellarchitected', operation: 'CreateWorkload', rate: 0, burst: 4 },
    ]);

    const first = await keeper.work(
      { scope: { kind: 'accounts', accountIds: ACCOUNTS } },
      { withinMs: 3_000 },
    );
    keeper.emulator.setLimits([]);
    const [back] = await keeper.returns();
    await keeper.work(back ?? {});

    const waiting = first.outcomes.flatMap(({ action, outcome }) =>
      outcome === 'deferred' && 'account' in action ? [action.account] : [],
    );
    expect(waiting).toHaveLength(ACCOUNTS.length - 4);
    expect(back?.scope).toEqual({ kind: 'accounts', accountIds: waiting });
    expect(countDone(keeper, 'CreateWorkload')).toBe(ACCOUNTS.length);
    expect(keeper.workloads()).toHaveLength(ACCOUNTS.length);
  });

  it('come back in scopes of their own when everything was looked at', async () => {
    const keeper = await startWithAccounts();
    keeper.emulator.setLimits([
      { service: 'wellarchitected', operation: 'CreateWorkload', rate: 0, burst: 4 },
    ]);

    await keeper.work({ scope: { kind: 'everything', group: 'workloads' } }, { withinMs: 3_000 });
    keeper.emulator.setLimits([]);
    const [back] = await keeper.returns();
    keeper.emulator.clearCalls();
    await keeper.work(back ?? {});

    expect(back?.scope).toMatchObject({ kind: 'accounts' });
    expect(keeper.emulator.countCalls({ operation: 'ListAccounts' })).toBe(0);
    expect(keeper.workloads()).toHaveLength(ACCOUNTS.length);
  });

  it('get one workload each although the process that waited lives on beside a redelivery', async () => {
    const keeper = await startWithAccounts();
    keeper.emulator.setLimits([
      { service: 'wellarchitected', operation: 'CreateWorkload', rate: 0, burst: 4 },
    ]);
    const scope = { kind: 'accounts', accountIds: ACCOUNTS } as const;
    const waiting = keeper.work({ scope, run: 'run-a' }, { withinMs: 60_000 });
    await expect.poll(() => countDone(keeper, 'CreateWorkload')).toBe(4);

    keeper.emulator.setLimits([]);
    await Promise.all([waiting, keeper.work({ scope, run: 'run-a' })]);

    expect(keeper.workloads()).toHaveLength(ACCOUNTS.length);
  });
});

describe('an Organizations that throttles the reading of units', () => {
  it('is asked for each list once: what was read at the deadline is kept for the return', async () => {
    const keeper = await start();
    keeper.emulator.setLimits([
      { service: 'organizations', operation: 'ListOrganizationalUnitsForParent', rate: 0, burst: 5 },
    ]);

    const first = await keeper.work({ refreshOrganization: true }, { withinMs: 1_500 });
    keeper.emulator.setLimits([]);
    const [back] = await keeper.returns();
    const second = await keeper.work(back ?? {});

    expect(first.notices).toMatchObject([{ kind: 'scope-failed' }]);
    expect(second.outcomes.map(({ outcome }) => outcome)).toEqual(Array(UNITS + 2).fill('applied'));
    // One for the root and one for each unit.
    expect(countDone(keeper, 'ListOrganizationalUnitsForParent')).toBe(1 + UNITS);
  });

  it('is asked for each list once by a comparison of everything that Lambda repeats', async () => {
    const keeper = await start();
    keeper.emulator.setLimits([
      { service: 'organizations', operation: 'ListOrganizationalUnitsForParent', rate: 0, burst: 5 },
    ]);

    const first = keeper.reconcileAll({ withinMs: 1_500, run: 'request-1' });
    await expect(first).rejects.toThrow('out of time');
    keeper.emulator.setLimits([]);
    const second = await keeper.reconcileAll({ run: 'request-1' });

    expect(second.actions).toBe(UNITS + 2);
    expect(countDone(keeper, 'ListOrganizationalUnitsForParent')).toBe(1 + UNITS);
  });
});

describe('many accounts that a comparison of everything hands on', () => {
  const ACCOUNTS = Array.from({ length: 30 }, (_, index) => String(400_000_000_000 + index));
  const MANY = { kind: 'accounts', accountIds: ACCOUNTS } as const;

  async function startCompared(): Promise<Lenskeeper> {
    keeper = await startLenskeeper({
      organization: {
        units: [
          {
            id: 'ou-ab12-production',
            name: 'Production',
            accounts: ACCOUNTS.map((id) => ({ id, name: 'Team', joinedAt: new Date('2026-01-01') })),
          },
        ],
        delegatedAdministrators: { '777788889999': ['account.amazonaws.com'] },
      },
    });
    await keeper.reconcileAll();
    return keeper;
  }

  it('are not asked for once more: Organizations would take longer than WA Tool', async () => {
    const keeper = await startCompared();

    await keeper.work({ scope: MANY });

    expect(keeper.emulator.countCalls({ operation: 'DescribeAccount' })).toBe(0);
    expect(keeper.workloads()).toHaveLength(ACCOUNTS.length);
  });

  it('are read anew where the list does not have them, or is old', async () => {
    const keeper = await startCompared();
    const stranger = '999900001111';

    const first = await keeper.work({ scope: { ...MANY, accountIds: [...ACCOUNTS, stranger] } });
    const list = JSON.parse(keeper.read('state/accounts.json') ?? '{}');
    const readAt = list.readAt - 16 * 60_000;
    const accounts = list.accounts.map((account: object) => ({ ...account, readAt }));
    await keeper.put('state/accounts.json', { ...list, readAt, accounts });
    keeper.emulator.clearCalls();
    await keeper.work({ scope: MANY });

    expect(first.notices).toMatchObject([{ kind: 'account-unknown', subject: stranger }]);
    expect(keeper.emulator.countCalls({ operation: 'DescribeAccount' })).toBe(ACCOUNTS.length);
  });
});
