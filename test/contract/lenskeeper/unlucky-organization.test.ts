import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, describe, expect, it } from 'vitest';
import type { Scope } from '../../../src/reconcile/scope.ts';
import { LENS_KEY } from '../../builders.ts';
import { aLens } from '../../unit/lens/lens-builders.ts';
import { type Lenskeeper, ORGANIZATION, startLenskeeper } from './start-lenskeeper.ts';

const LENSES: Scope = { kind: 'everything', group: 'lenses' };
const WORKLOADS: Scope = { kind: 'everything', group: 'workloads' };

let keeper: Lenskeeper | undefined;
afterEach(async () => {
  await keeper?.close();
  keeper = undefined;
});

/** Fewer than can be listed at once, more than can be listed in a moment: 4 at once, then 2.5 a second. */
async function startWithUnits(count: number): Promise<Lenskeeper> {
  keeper = await startLenskeeper({
    organization: {
      ...ORGANIZATION,
      units: Array.from({ length: count }, (_, index) => ({
        id: `ou-ab12-${String(index).padStart(8, '0')}`,
        name: `Unit ${index}`,
      })),
    },
  });
  return keeper;
}

const walkOf = (lenskeeper: Lenskeeper, run: string) =>
  JSON.parse(lenskeeper.read(`state/runs/${run}/walk.json`) ?? '{"open":[],"found":[]}');

const countWalks = ({ emulator }: Lenskeeper) => emulator.countCalls({ operation: 'ListRoots' });
const countLists = ({ emulator }: Lenskeeper) =>
  emulator.countCalls({ operation: 'ListOrganizationalUnitsForParent' });

describe('a walk through the units', () => {
  it('is made once for both groups that find no snapshot: the other one comes back for it', async () => {
    const keeper = await startWithUnits(9);

    const results = await Promise.all([
      keeper.work({ scope: LENSES, run: 'run-a' }),
      keeper.work({ scope: WORKLOADS, run: 'run-b' }),
    ]);
    const waiting = (await keeper.returns()).find(({ scope }) => scope.kind === 'everything');
    await keeper.work(waiting ?? {});

    expect(results.map(({ deferredSeconds }) => deferredSeconds)).toContain(5);
    // A wait for what surely ends is no return in vain.
    expect(waiting).toMatchObject({ attempt: 1, stalls: 0 });
    expect(countWalks(keeper)).toBe(1);
    expect(countLists(keeper)).toBe(1 + 9);
  });

  it('that began after a moment serves everything that happened before', async () => {
    const keeper = await startWithUnits(3);
    const messages = Array.from({ length: 45 }, (_, index) => ({
      scope: LENSES,
      organizationAfter: Date.now() - index,
    }));

    for (const message of messages) await keeper.work(message);

    expect(countWalks(keeper)).toBe(1);
  });

  it('is repeated for changes after it began', async () => {
    const keeper = await startWithUnits(3);
    await keeper.work({ scope: LENSES });

    await keeper.work({ scope: LENSES, organizationAfter: Date.now() });

    expect(countWalks(keeper)).toBe(2);
  });

  it('that a message of release 0.1.0 asks for is made when the snapshot is older than the message', async () => {
    const keeper = await startWithUnits(3);
    await keeper.work({ scope: LENSES });

    await keeper.work({ scope: LENSES, refreshOrganization: true }, { sentAt: Date.now() });
    await keeper.work({ scope: LENSES, refreshOrganization: true }, { sentAt: Date.now() - 60_000 });

    expect(countWalks(keeper)).toBe(2);
  });

  it('of a process that crashed is waited for until its claim expires', async () => {
    const keeper = await startWithUnits(3);
    const claim = { format: 1, run: 'run-a', beganAt: Date.now() - 1_000, owner: 'crashed', isDone: false };
    await keeper.put('state/walk.json', { ...claim, expiresAt: Date.now() + 60_000 });
    const waiting = await keeper.work({ scope: LENSES });
    await keeper.put('state/walk.json', { ...claim, expiresAt: Date.now() - 1 });

    const walking = await keeper.work({ scope: LENSES });

    expect(waiting.deferredSeconds).toBe(5);
    expect(walking.deferredSeconds).toBeUndefined();
    expect(countWalks(keeper)).toBe(1);
  });

  it('is made by the schedule even during another walk, because the schedule is not retried', async () => {
    const keeper = await startWithUnits(3);
    await keeper.put('state/walk.json', {
      format: 1,
      run: 'run-a',
      beganAt: Date.now() - 1_000,
      owner: 'somebody',
      expiresAt: Date.now() + 60_000,
      isDone: false,
    });

    await keeper.reconcileAll();
    await keeper.work({ scope: LENSES });

    expect(countWalks(keeper)).toBe(1);
  });

  it('is made although nothing can be written to the bucket', async () => {
    const keeper = await startWithUnits(3);
    keeper.emulator.setFaults([{ service: 's3', operation: 'PutObject', kind: 'access-denied' }]);

    const { notices } = await keeper.work({ scope: LENSES });

    expect(notices.filter(({ kind }) => kind === 'scope-failed')).toEqual([]);
  });

  it('keeps readings of single units that were made during the walk', async () => {
    const keeper = await startWithUnits(3);
    await keeper.knowUnits();
    const snapshot = JSON.parse(keeper.read('state/organization.json') ?? '{}');
    const late = { id: 'ou-ab12-latelate', unit: { name: 'Late', parentId: snapshot.rootId } };
    await keeper.put('state/organization.json', {
      ...snapshot,
      changes: [
        { ...late, at: Date.now() + 60_000 },
        { id: 'ou-ab12-00000000', at: Date.now() + 60_000 },
        { ...late, id: 'ou-ab12-earlyear', at: snapshot.readAt },
      ],
    });

    await keeper.work({ scope: LENSES, organizationAfter: Date.now() });

    const { units } = JSON.parse(keeper.read('state/organization.json') ?? '{}');
    expect(units.map(({ name }: { name: string }) => name).sort()).toEqual(['Late', 'Unit 1', 'Unit 2']);
  });
});

describe('a walk through the units that the deadline ends', () => {
  it('is resumed by the next scope that needs the tree', async () => {
    const keeper = await startWithUnits(9);

    await keeper.work({ scope: LENSES, run: 'run-a' }, { withinMs: 1_200 });
    const left = walkOf(keeper, 'run-a').open.length;
    await keeper.work({ scope: LENSES, run: 'run-b' });

    expect(left).toBeGreaterThan(0);
    expect(countLists(keeper)).toBeLessThanOrEqual(1 + 9 + 4);
    expect(countWalks(keeper)).toBe(1);
  });

  it('begins anew when what was kept is of an earlier walk of the run', async () => {
    const keeper = await startWithUnits(6);
    await keeper.work({ scope: LENSES, run: 'run-a' }, { withinMs: 1_200 });
    const walk = walkOf(keeper, 'run-a');
    await keeper.put('state/runs/run-a/walk.json', { ...walk, beganAt: walk.beganAt - 60_000 });

    await keeper.work({ scope: LENSES, run: 'run-a' });

    const { readAt } = JSON.parse(keeper.read('state/organization.json') ?? '{}');
    expect(readAt).toBeGreaterThanOrEqual(walk.beganAt);
  });

  it('continues without a unit that was deleted in the meantime', async () => {
    const keeper = await startWithUnits(6);
    const message = { scope: LENSES, refreshOrganization: true, run: 'run-a' };
    await keeper.work(message, { withinMs: 1_200 });
    const walk = walkOf(keeper, 'run-a');
    const deleted = { id: 'ou-ab12-deleted00', name: 'Deleted', parentId: walk.root.rootId };
    await keeper.put('state/runs/run-a/walk.json', {
      ...walk,
      found: [...walk.found, deleted],
      open: [...walk.open, deleted.id],
    });

    const { notices } = await keeper.work(message);

    expect(notices.filter(({ kind }) => kind === 'scope-failed')).toEqual([]);
    const { units } = JSON.parse(keeper.read('state/organization.json') ?? '{}');
    expect(units).toHaveLength(6);
  });
});

describe('an organization that may not be read', () => {
  it.each([
    ['at all', ['ListAccounts', 'ListOrganizationalUnitsForParent']],
    ['from its root', ['ListRoots']],
  ])('%s is told of, and ends no process', async (_, operations) => {
    keeper = await startLenskeeper();
    keeper.emulator.setFaults(
      operations.map((operation) => ({
        service: 'organizations',
        operation,
        kind: 'access-denied' as const,
      })),
    );

    const { notices } = await keeper.work({ scope: WORKLOADS, refreshOrganization: true });

    expect(notices).toMatchObject([{ kind: 'scope-failed', message: /AccessDenied/ }]);
  });
});

describe('a bucket that fails', () => {
  it('does not stop work when rates cannot be read', async () => {
    keeper = await startLenskeeper();
    await keeper.put(LENS_KEY, aLens());
    keeper.emulator.setFaults([{ service: 's3', operation: 'GetObject', kind: 'internal-error', count: 3 }]);

    const { outcomes } = await keeper.reconcileLens();

    expect(outcomes.length).toBeGreaterThan(0);
  });

  it('does not stop repairs when caches and the report cannot be written', async () => {
    keeper = await startLenskeeper();
    await keeper.put(LENS_KEY, aLens());
    keeper.emulator.setFaults([{ service: 's3', operation: 'PutObject', kind: 'access-denied' }]);

    await Promise.allSettled([keeper.reconcileAll()]);

    const { Messages = [] } = await new SQSClient({ region: 'eu-west-1' }).send(
      new ReceiveMessageCommand({ QueueUrl: keeper.config.workQueueUrl, MaxNumberOfMessages: 10 }),
    );
    expect(Messages.length).toBeGreaterThan(0);
  });
});
