import type { Bench } from './bench.ts';
import { deploy } from './deploy.ts';
import { fillBucket } from './fill-bucket.ts';
import { SMALL_WORK } from './size.ts';
import { startAws } from './start-aws.ts';

const FEW = 100;
const MANY = 10_000;
/** The time is not measured here, so the factor can be large. */
const FACTOR = 30;
const FUNCTIONS = ['reconcileAll', 'reconcile'] as const;

/** The peak memory of a function at 100 and at 10,000 accounts with the same work, in bytes. */
export interface MemoryGrowth {
  readonly functionName: (typeof FUNCTIONS)[number];
  readonly measure: 'resident set' | 'heap';
  readonly few: number;
  readonly many: number;
}

/** Does the same work in a small and in a large organization: first everything, then a second comparison. */
export async function measureMemory(bench: Bench): Promise<readonly MemoryGrowth[]> {
  bench.lapse.change(FACTOR);
  const few = await peaks(FEW, bench);
  const many = await peaks(MANY, bench);
  return FUNCTIONS.flatMap((functionName) => [
    {
      functionName,
      measure: 'resident set' as const,
      few: few(functionName, 'peakRss'),
      many: many(functionName, 'peakRss'),
    },
    {
      functionName,
      measure: 'heap' as const,
      few: few(functionName, 'peakHeap'),
      many: many(functionName, 'peakHeap'),
    },
  ]);
}

async function peaks(accounts: number, { lapse, bundles, settings, progress }: Bench) {
  progress.step(`Measure memory at ${accounts} accounts`);
  const size = { ...SMALL_WORK, accounts };
  const aws = await startAws(size, lapse);
  const deployment = await deploy({ endpoint: aws.url, lapse, bundles, settings });
  try {
    await fillBucket(aws.url, size);
    await deployment.reconcileAll();
    await deployment.drain();
    await deployment.reconcileAll();
  } finally {
    await deployment.close();
    await aws.close();
  }
  return (functionName: string, member: 'peakRss' | 'peakHeap') =>
    Math.max(
      ...deployment.invocations
        .filter((invocation) => invocation.functionName === functionName)
        .map((invocation) => invocation[member]),
    );
}
