import type { PacingCase } from './case.ts';

/** What the simulated service keeps of one domain and operation: a token bucket. */
export interface ServerBucket {
  /** Takes a token; false when there is none. */
  take(now: number): boolean;
}

/** @param startedAt when the bucket is full, in milliseconds of its clock; it is refilled in steps at whole seconds */
export function createServerBucket(
  { rate, burst, refill, change, chargeThrottled }: PacingCase,
  { startedAt, changesAt }: { readonly startedAt: number; readonly changesAt: number },
): ServerBucket {
  let tokens = burst;
  let filledAt = startedAt;
  /** Tokens that have come in from `from` to `to`, at one rate or across its change. */
  const grown = (from: number, to: number) => {
    const at = (time: number) => {
      const step = refill === 'stepped' ? Math.floor(time / 1_000) * 1_000 : time;
      const before = Math.min(step, changesAt);
      return (rate * (before + change * Math.max(0, step - changesAt))) / 1_000;
    };
    return at(to) - at(from);
  };
  return {
    take(now) {
      tokens = Math.min(burst, tokens + grown(filledAt, now));
      filledAt = now;
      // Sums of fractions fall short of whole tokens by rounding.
      const isGranted = tokens >= 1 - 1e-9;
      if (isGranted || chargeThrottled) tokens = Math.max(0, tokens - 1);
      return isGranted;
    },
  };
}
