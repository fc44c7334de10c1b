/** One situation of the pacing benchmark. */
export interface PacingCase {
  /** Tokens per second of the service's bucket. */
  readonly rate: number;
  /** Size of the bucket in tokens; it is full at the start. */
  readonly burst: number;
  /** Calls to make, by all processes together. */
  readonly n: number;
  /** Calls that each process has in progress or waiting at the same time. */
  readonly concurrency: number;
  readonly processes: number;
  /** Round trip in milliseconds; each direction varies by half. */
  readonly latency: number;
  readonly refill: 'continuous' | 'stepped';
  /** The factor of the rate after half of the shortest possible time. */
  readonly change: number;
  /** Calls per second that each process remembers from an earlier run. */
  readonly remembered: number | undefined;
  /** A throttled call takes a token too. */
  readonly chargeThrottled: boolean;
}

/**
 * The shortest time in which any client can get `succeeded` calls through a bucket that is full at the start: the burst at
 * once, the rest at the rate.
 *
 * @returns milliseconds
 */
export function shortestTime({ rate, burst, change, latency, n }: PacingCase, succeeded: number = n): number {
  const changesAt = changeTime({ rate, burst, change, n });
  const tokens = Math.max(0, succeeded - burst);
  const before = (rate * changesAt) / 1_000;
  const waiting =
    tokens <= before ? (tokens / rate) * 1_000 : changesAt + ((tokens - before) / (rate * change)) * 1_000;
  return waiting + latency;
}

/** When the rate changes: after half of the shortest time for all calls, in milliseconds. */
export function changeTime({
  rate,
  burst,
  change,
  n,
}: Pick<PacingCase, 'rate' | 'burst' | 'change' | 'n'>): number {
  return change === 1 ? Number.POSITIVE_INFINITY : (Math.max(0, n - burst) / (rate * (1 + change))) * 1_000;
}

/** How many calls each process makes. */
export function callsByProcess({ n, processes }: Pick<PacingCase, 'n' | 'processes'>): readonly number[] {
  return Array.from({ length: processes }, (_, index) => Math.floor((n + index) / processes));
}
