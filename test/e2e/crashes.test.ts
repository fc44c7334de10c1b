import { describe, expect, it } from 'vitest';
import { deploy } from './deployment.ts';
import { BACKUPS, backups, CONVERGED, ORGANIZATION, policy, SIGN_IN, signIn } from './scenario.ts';

/** Each is a call of the worker at which all its processes are killed, as a crash or an end of memory does it. */
const CRASHES = [
  { operation: 'ImportLens', kind: 'after', skip: 0 },
  { operation: 'CreateLensVersion', kind: 'before', skip: 0 },
  { operation: 'CreateLensVersion', kind: 'after', skip: 1 },
  { operation: 'CreateLensShare', kind: 'after', skip: 2 },
  { operation: 'CreateWorkload', kind: 'after', skip: 0 },
  { operation: 'AssociateLenses', kind: 'before', skip: 0 },
] as const;

describe('a worker that is killed', () => {
  it.each(CRASHES)(
    '$kind call $skip of $operation is finished by the redelivery, and nothing is made twice',
    async ({ operation, kind, skip }) => {
      const lenskeeper = await deploy({ organization: ORGANIZATION });
      try {
        await lenskeeper.crashAt({ operation, kind, skip }, async () => {
          await lenskeeper.put('lenskeeper.yaml', policy());
          await lenskeeper.put(SIGN_IN, signIn);
          await lenskeeper.put(BACKUPS, backups);
        });

        expect({ lenses: lenskeeper.lenses(), workloads: lenskeeper.workloads() }).toEqual(CONVERGED);
        const mark = lenskeeper.mark();
        await lenskeeper.reconcileAll();
        expect(lenskeeper.writesSince(mark)).toEqual([]);
        expect(lenskeeper.troubles()).toEqual([]);
      } finally {
        await lenskeeper.close();
      }
    },
  );
});
