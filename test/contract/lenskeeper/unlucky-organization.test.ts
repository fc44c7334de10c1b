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

describe('a walk through the units that the deadline ends', () => {
  it('goes on where it was although another run walks too', async () => {
    const keeper = await startWithUnits(9);
    const message = { scope: LENSES, refreshOrganization: true };

    await keeper.work({ ...message, run: 'run-a' }, { withinMs: 1_200 });
    const before = walkOf(keeper, 'run-a').open.length;
    await keeper.work({ ...message, run: 'run-b' }, { withinMs: 1_200 });
    await keeper.work({ ...message, run: 'run-a' }, { withinMs: 1_200 });

    expect(before).toBeGreaterThan(0);
    expect(walkOf(keeper, 'run-a').open.length).toBeLessThan(before);
  });

  it('goes on without a unit that was deleted meanwhile', async () => {
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
  it('keeps no work back because rates cannot be read', async () => {
    keeper = await startLenskeeper();
    await keeper.put(LENS_KEY, aLens());
    keeper.emulator.setFaults([{ service: 's3', operation: 'GetObject', kind: 'internal-error', count: 3 }]);

    const { outcomes } = await keeper.reconcileLens();

    expect(outcomes.length).toBeGreaterThan(0);
  });

  it('keeps no repair back because caches and the report cannot be written', async () => {
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
