/** A token bucket as a service publishes it: calls per second and burst size. */
export interface Limit {
  readonly rate: number;
  readonly burst: number;
}

/** Keeps calls below a known rate, even if the service would accept more. Times are milliseconds. */
export interface Ceiling {
  /** When the next call may be sent. */
  nextAt(now: number): number;
  take(now: number): void;
}

/** @param limit read again for each call, because a policy may change it */
export function createCeiling(limit: () => Limit | undefined): Ceiling {
  let tokens = Number.POSITIVE_INFINITY;
  let filledAt = 0;
  const fill = (now: number, { rate, burst }: Limit) => {
    tokens = Math.min(burst, tokens + ((now - filledAt) * rate) / 1_000);
    filledAt = now;
  };
  return {
    nextAt(now) {
      const known = limit();
      if (known === undefined) return now;
      fill(now, known);
      return now + (Math.max(0, 1 - tokens) / known.rate) * 1_000;
    },
    take(now) {
      const known = limit();
      if (known === undefined) return;
      fill(now, known);
      tokens -= 1;
    },
  };
}
