/** The strategies that the pacing bench compares; `estimator` is the strategy of Lenskeeper. */
export const STRATEGIES = [
  'standard-3',
  'standard-12',
  'adaptive',
  'fixed-0.7',
  'fixed-1',
  'fixed-1.5',
  'estimator',
  'estimator-remembered',
] as const;

export type Strategy = (typeof STRATEGIES)[number];

/** The result of one strategy in one case: `n` calls against one token bucket. */
export interface PacingRow {
  readonly strategy: Strategy;
  /** Tokens per second that refill the server's bucket. */
  readonly rate: number;
  /** Capacity of the server's bucket in tokens. */
  readonly burst: number;
  readonly n: number;
  /** Calls in progress at the same time, in one process. */
  readonly concurrency: number;
  /** Processes that share the bucket. */
  readonly processes: number;
  readonly refill: 'continuous' | 'stepped';
  /** The factor of the rate in the second half: 1 is no change. */
  readonly change: number;
  /** T* divided by T, over the calls that succeeded. */
  readonly efficiency: number;
  /** Throttled responses as a fraction of n. */
  readonly waste: number;
  /** Calls given up as a fraction of n. */
  readonly failed: number;
  /** Milliseconds from the request of a call to its reply: the median and the 99th percentile. */
  readonly p50: number;
  readonly p99: number;
  /** Round trip of a call, in milliseconds. */
  readonly latency?: number;
  readonly seed?: number;
  /** Calls per second that each process remembered from an earlier run. */
  readonly remembered?: number | null;
  /** A throttled call takes a token too. */
  readonly chargeThrottled?: boolean;
}
