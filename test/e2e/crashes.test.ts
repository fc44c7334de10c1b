import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Crash, type Deployment, deploy } from './deployment.ts';
import { BACKUPS, backups, CONVERGED, ORGANIZATION, policy, SIGN_IN, signIn } from './scenario.ts';

const worker = { of: 'ReconcileLambdaFunction', service: 'wellarchitected' };

/** Each is a call at which all processes of the function are killed, as a crash or an end of memory does it. */
const CRASHES: readonly Crash[] = [
  { ...worker, operation: 'ImportLens', kind: 'after', skip: 0 },
  { ...worker, operation: 'CreateLensVersion', kind: 'before', skip: 0 },
  { ...worker, operation: 'CreateLensVersion', kind: 'after', skip: 1 },
  { ...worker, operation: 'CreateLensShare', kind: 'after', skip: 2 },
  { ...worker, operation: 'CreateWorkload', kind: 'after', skip: 0 },
  { ...worker, operation: 'AssociateLenses', kind: 'before', skip: 0 },
  { of: 'LensChangedLambdaFunction', service: 'sqs', operation: 'SendMessageBatch', kind: 'after', skip: 1 },
];

describe('a function that is killed', () => {
  let lenskeeper: Deployment;

  beforeAll(async () => {
    lenskeeper = await deploy({ organization: ORGANIZATION });
  });
  afterEach(() => lenskeeper.clear());
  afterAll(() => lenskeeper.close());

  it.each(CRASHES)(
    '$kind call $skip of $operation is made up for by the redelivery, and nothing is made twice',
    async (crash) => {
      await lenskeeper.crashAt(crash, async () => {
        await lenskeeper.put('lenskeeper.yaml', policy());
        // So that the workload is there before its lens, which is then associated.
        await lenskeeper.quietAfterWalk();
        await lenskeeper.put(SIGN_IN, signIn);
        await lenskeeper.put(BACKUPS, backups);
      });

      expect({ lenses: lenskeeper.lenses(), workloads: lenskeeper.workloads() }).toEqual(CONVERGED);
      const mark = lenskeeper.mark();
      await lenskeeper.reconcileAll();
      expect(lenskeeper.writesSince(mark)).toEqual([]);
      expect(lenskeeper.troubles()).toEqual([]);
    },
  );
});
