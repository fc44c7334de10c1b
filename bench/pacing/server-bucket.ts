import type { PacingCase } from './case.ts';

/** The token bucket of the simulated service for one domain and operation. */
export interface ServerBucket {
  /** Takes a token; false when the bucket is empty. */
  take(now: number): boolean;
}

/** @param startedAt when the bucket is full, in milliseconds of its clock; it is refilled in steps at whole seconds */
export function createServerBucket(
  { rate, burst, refill, change, chargeThrottled }: PacingCase,
  { startedAt, changesAt }: { readonly startedAt: number; readonly changesAt: number },
): ServerBucket {
  let tokens = burst;
  let filledAt = startedAt;
  /** Tokens that were added from `from` to `to`, at one rate or across the change of the rate. */
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
      // Rounding makes sums of fractions slightly less than whole tokens.
      const isGranted = tokens >= 1 - 1e-9;
      if (isGranted || chargeThrottled) tokens = Math.max(0, tokens - 1);
      return isGranted;
    },
  };
}
