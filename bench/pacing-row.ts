/** The ways of keeping to a rate limit that the pacing bench sets side by side; `estimator` is ours. */
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

/** What one strategy made of one case: `n` calls against one token bucket. */
export interface PacingRow {
  readonly strategy: Strategy;
  /** Tokens a second that the server's bucket gains. */
  readonly rate: number;
  /** Tokens that the server's bucket holds. */
  readonly burst: number;
  readonly n: number;
  /** Calls under way at once, in one process. */
  readonly concurrency: number;
  /** Processes that share the bucket. */
  readonly processes: number;
  readonly refill: 'continuous' | 'stepped';
  /** By what the rate is multiplied half-way: 1 is no change. */
  readonly change: number;
  /** T* divided by T, over the calls that succeeded. */
  readonly efficiency: number;
  /** Throttled responses as a fraction of n. */
  readonly waste: number;
  /** Calls given up as a fraction of n. */
  readonly failed: number;
  /** Milliseconds from asking for a call to its answer. */
  readonly p50: number;
  readonly p99: number;
  /** A call's way there and back, in milliseconds. */
  readonly latency?: number;
  readonly seed?: number;
  /** Calls a second that each process remembered of an earlier run. */
  readonly remembered?: number | null;
  /** A refused call cost a token too. */
  readonly chargeThrottled?: boolean;
}
