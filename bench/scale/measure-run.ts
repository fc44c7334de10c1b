import { PUBLISHED_ORGANIZATIONS_LIMITS } from '../../src/emulator/services/organizations/published-limits.ts';
import type { Bench } from './bench.ts';
import { deploy } from './deploy.ts';
import { fillBucket } from './fill-bucket.ts';
import { observeTool, type ToolState } from './observe-tool.ts';
import { sendEverything } from './send-everything.ts';
import { LARGE, type Size } from './size.ts';
import { startAws, type Tally } from './start-aws.ts';
import type { Invocation } from './start-function.ts';

/** Operations that write. */
export const WRITES = [
  'ImportLens',
  'CreateLensVersion',
  'CreateLensShare',
  'CreateWorkload',
  'UpdateWorkload',
  'AssociateLenses',
  'TagResource',
] as const;

/** Calls per second of each operation of WA Tool, and the size of its bucket. */
export const RATE = 20;
export const BURST = 20;

/** Real time for the writes, so that the computing time of the functions counts once. */
const WRITING_FACTOR = 1;

export interface Measured {
  readonly size: Size;
  readonly state: ToolState;
  /** When the scopes were ready, in milliseconds since the epoch. */
  readonly startedAt: number;
  readonly tally: Tally;
  readonly found: { readonly scopes: number; readonly actions: number };
  readonly again: { readonly scopes: number; readonly writes: number };
  readonly invocations: readonly Invocation[];
  /** Bytes. */
  readonly largestMessage: number;
  readonly failures: number;
  readonly deadLetters: number;
}

/** The complete run: compares everything, processes every scope under rate limits, and compares everything again. */
export async function measureRun(bench: Bench): Promise<Measured> {
  const { lapse, bundles, settings, progress } = bench;
  const size = LARGE;
  progress.step(`Make ${size.accounts} accounts and ${size.units} units`);
  const aws = await startAws(size, lapse);
  const deployment = await deploy({ endpoint: aws.url, lapse, bundles, settings });
  try {
    await fillBucket(aws.url, size);
    await aws.setLimits([
      ...PUBLISHED_ORGANIZATIONS_LIMITS,
      { service: 'wellarchitected', rate: RATE, burst: BURST },
    ]);
    progress.step('Compare everything');
    const found = await deployment.reconcileAll();
    const startedAt = await aws.clearCalls();
    const readingFactor = lapse.factor();
    lapse.change(WRITING_FACTOR);
    const stopWatching = progress.watch('Write', found.actions, async () => countWrites(await aws.tally()));
    await deployment.drain();
    stopWatching();
    const tally = await aws.tally();
    lapse.change(readingFactor);

    progress.step('Compare everything again');
    await aws.clearCalls();
    const again = await deployment.reconcileAll();
    await sendEverything(aws.url, deployment.queues.work.url);
    await deployment.drain();
    const writes = countWrites(await aws.tally());

    return {
      size,
      state: await observeTool(aws.url),
      startedAt,
      tally,
      found,
      again: { scopes: again.scopes, writes },
      invocations: deployment.invocations,
      failures: deployment.failures(),
      largestMessage: deployment.queues.largestMessage(),
      deadLetters: (await deployment.queues.work.countDead()) + (await deployment.queues.later.countDead()),
    };
  } finally {
    await deployment.close();
    await aws.close();
  }
}

function countWrites(tally: Tally): number {
  return WRITES.reduce((sum, operation) => sum + (tally[operation]?.done ?? 0), 0);
}
