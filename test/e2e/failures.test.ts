import { describe, expect, it } from 'vitest';
import type { FaultInput } from '../../src/emulator/faults.ts';
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
  it('when WA Tool and Organizations fail now and then', () =>
    converges((lenskeeper) => {
      lenskeeper.laptop.emulator.setFaults([
        ...[...WRITES, ...READS].map((operation) => faultOf('internal-error', operation)),
        { service: 'organizations', operation: 'ListAccounts', kind: 'internal-error', count: 1 },
        { service: 'organizations', operation: 'ListRoots', kind: 'internal-error', count: 1 },
      ]);
    }));

  it('when replies are lost after the work was done', () =>
    converges((lenskeeper) => {
      lenskeeper.laptop.emulator.setFaults([
        ...WRITES.map((operation) => faultOf('timeout-after-work', operation)),
        { service: 'sqs', operation: 'SendMessageBatch', kind: 'timeout-after-work', count: 1 },
      ]);
    }));

  it('when WA Tool throttles', () =>
    converges(
      (lenskeeper) => {
        lenskeeper.laptop.emulator.setLimits([
          { service: 'wellarchitected', operation: 'CreateLensShare', rate: 2, burst: 2 },
        ]);
      },
      async (lenskeeper) => {
        const throttles = { service: 'wellarchitected', errorName: 'ThrottlingException' };
        expect(lenskeeper.laptop.emulator.countCalls(throttles)).toBeGreaterThan(0);
      },
    ));

  it('when lists are stale', () =>
    converges((lenskeeper) => {
      lenskeeper.world.listStalenessMs = 1_000;
    }));

  it('when a permission was missing for a while', () =>
    converges(
      (lenskeeper) => {
        lenskeeper.laptop.emulator.setFaults([
          { service: 'wellarchitected', operation: 'CreateLensShare', kind: 'access-denied' },
        ]);
      },
      async (lenskeeper) => {
        expect(lenskeeper.lenses().map(({ versions, shares }) => ({ versions, shares }))).toEqual([
          { versions: ['1.0'], shares: {} },
          { versions: ['1.0'], shares: {} },
        ]);
        lenskeeper.laptop.emulator.setFaults([]);
        await lenskeeper.reconcileAll();
      },
    ));
});

async function converges(
  spoil: (lenskeeper: Deployment) => void,
  mend: (lenskeeper: Deployment) => Promise<void> = async () => {},
): Promise<void> {
  const lenskeeper = await deploy({ organization: ORGANIZATION });
  try {
    spoil(lenskeeper);

    await lenskeeper.put('lenskeeper.yaml', policy());
    // So that the workload is there before its lens, which is then associated.
    await lenskeeper.quiet();
    await lenskeeper.put(SIGN_IN, signIn);
    await lenskeeper.put(BACKUPS, backups);
    await lenskeeper.settle();
    await mend(lenskeeper);

    expect({ lenses: lenskeeper.lenses(), workloads: lenskeeper.workloads() }).toEqual(CONVERGED);
    expect(lenskeeper.world.faults.list()).toEqual([]);
    expect([...lenskeeper.laptop.deadLetters().values()]).toEqual([0, 0, 0, 0, 0]);
    // What is stale now is over then.
    lenskeeper.world.clock.advance(60_000);
    const mark = lenskeeper.mark();
    await lenskeeper.reconcileAll();
    expect(lenskeeper.writesSince(mark)).toEqual([]);
  } finally {
    await lenskeeper.close();
  }
}

function faultOf(kind: FaultInput['kind'], operation: string): FaultInput {
  return { service: 'wellarchitected', operation, kind, count: 1 };
}
