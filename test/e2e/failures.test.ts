import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { FaultInput } from '../../src/emulator/faults.ts';
import { DEFAULT_SWITCHES } from '../../src/emulator/switches.ts';
import { type Deployment, deploy } from './deployment.ts';
import { BACKUPS, backups, CONVERGED, ORGANIZATION, policy, SIGN_IN, signIn } from './scenario.ts';

const WRITES = [
  'ImportLens',
  'CreateLensVersion',
  'CreateLensShare',
  'CreateWorkload',
  'AssociateLenses',
] as const;
const READS = ['ListLenses', 'GetLens', 'ListLensShares', 'ListWorkloads'] as const;

describe('everything converges, and nothing is made twice', () => {
  let lenskeeper: Deployment;

  beforeAll(async () => {
    lenskeeper = await deploy({ organization: ORGANIZATION });
  });
  afterEach(() => lenskeeper.clear());
  afterAll(() => lenskeeper.close());

  it('when WA Tool and Organizations fail now and then', async () => {
    lenskeeper.laptop.emulator.setFaults([
      ...[...WRITES, ...READS].map((operation) => faultOf('internal-error', operation)),
      { service: 'organizations', operation: 'ListAccounts', kind: 'internal-error', count: 1 },
      { service: 'organizations', operation: 'ListRoots', kind: 'internal-error', count: 1 },
    ]);

    await upload();

    expect(lenskeeper.world.faults.list()).toEqual([]);
    await hasConverged();
  });

  it('when replies are lost after the work was done', async () => {
    lenskeeper.laptop.emulator.setFaults([
      ...WRITES.map((operation) => faultOf('timeout-after-work', operation)),
      { service: 'sqs', operation: 'SendMessageBatch', kind: 'timeout-after-work', count: 1 },
    ]);

    await upload();

    expect(lenskeeper.world.faults.list()).toEqual([]);
    await hasConverged();
  });

  it('when lists are stale', async () => {
    lenskeeper.world.listStalenessMs = 500;

    await upload();

    lenskeeper.world.clock.advance(500);
    await hasConverged();
  });

  it('when an import takes longer than the first looks for its draft', async () => {
    lenskeeper.world.switches = { ...DEFAULT_SWITCHES, importStatus: 'in-progress' };
    lenskeeper.world.wellarchitected.settings.importDelayMs = 8_000;
    await lenskeeper.put('lenskeeper.yaml', policy());

    await lenskeeper.put(SIGN_IN, signIn);
    await lenskeeper.settle();

    expect(lenskeeper.lenses()).toEqual(CONVERGED.lenses.filter(({ key }) => key === SIGN_IN));
    expect(lenskeeper.workloads()).toEqual(CONVERGED.workloads);
  });

  it('when a permission was missing for a while', async () => {
    lenskeeper.laptop.emulator.setFaults([
      { service: 'wellarchitected', operation: 'CreateLensShare', kind: 'access-denied' },
    ]);
    await upload();
    expect(lenskeeper.lenses().map(({ versions, shares }) => ({ versions, shares }))).toEqual([
      { versions: ['1.0'], shares: {} },
      { versions: ['1.0'], shares: {} },
    ]);

    lenskeeper.laptop.emulator.setFaults([]);
    await lenskeeper.reconcileAll();

    await hasConverged();
  });

  // The last one: what the functions have learned of the rate lasts as long as their processes.
  it('when WA Tool throttles', async () => {
    lenskeeper.laptop.emulator.setLimits([
      { service: 'wellarchitected', operation: 'CreateLensShare', rate: 2, burst: 2 },
    ]);

    await upload();

    const throttled = { service: 'wellarchitected', errorName: 'ThrottlingException' };
    expect(lenskeeper.laptop.emulator.countCalls(throttled)).toBeGreaterThan(0);
    await hasConverged();
  });

  async function upload(): Promise<void> {
    await lenskeeper.put('lenskeeper.yaml', policy());
    // So that the workload is there before its lens, which is then associated.
    await lenskeeper.quietAfterWalk();
    await lenskeeper.put(SIGN_IN, signIn);
    await lenskeeper.put(BACKUPS, backups);
    await lenskeeper.settle();
  }

  async function hasConverged(): Promise<void> {
    expect({ lenses: lenskeeper.lenses(), workloads: lenskeeper.workloads() }).toEqual(CONVERGED);
    expect([...lenskeeper.laptop.deadLetters().values()]).toEqual([0, 0, 0, 0, 0]);
    const mark = lenskeeper.mark();
    await lenskeeper.reconcileAll();
    expect(lenskeeper.writesSince(mark)).toEqual([]);
  }
});

function faultOf(kind: FaultInput['kind'], operation: string): FaultInput {
  return { service: 'wellarchitected', operation, kind, count: 1 };
}
