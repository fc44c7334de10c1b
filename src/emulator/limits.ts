import * as z from 'zod/mini';
import type { Call } from './operation.ts';

/** A request rate: a token bucket for each account, Region and operation that it covers. */
export const limitSchema = z.strictObject({
  /** SigV4 service name, such as `wellarchitected`. */
  service: z.string(),
  /** Operation name, or `*` for a bucket of this size for every operation that no other limit names. */
  operation: z._default(z.string(), '*'),
  /** Tokens per second. */
  rate: z.number().check(z.nonnegative()),
  /** Size of the bucket in tokens. */
  burst: z.number().check(z.positive()),
  /** Limits with the same name share one bucket, with the size and rate of the first limit. */
  shared: z.optional(z.string()),
  /** `stepped` refills the bucket at each whole second of the clock. */
  refill: z._default(z.enum(['continuous', 'stepped']), 'continuous'),
  /** A throttled call takes a token too. */
  chargeThrottled: z._default(z.boolean(), false),
});

type Limit = z.infer<typeof limitSchema>;
export type LimitInput = z.input<typeof limitSchema>;

export interface LimitStore {
  /** Replaces all limits; every bucket starts full. */
  set(limits: readonly LimitInput[]): void;
  list(): readonly Limit[];
  /** Takes a token from every bucket that covers the call; when one is empty, takes none and returns false. */
  take(call: Pick<Call, 'service' | 'operation' | 'accountId' | 'region'>): boolean;
}

interface Bucket {
  readonly limit: Limit;
  tokens: number;
  filledAt: number;
}

/** @param now The clock that fills the buckets, in milliseconds. */
export function createLimitStore(now: () => number): LimitStore {
  let limits: readonly Limit[] = [];
  const buckets = new Map<string, Bucket>();

  const bucketOf = (limit: Limit, key: string): Bucket => {
    const found = buckets.get(key) ?? { limit, tokens: limit.burst, filledAt: now() };
    buckets.set(key, found);
    return found;
  };

  return {
    set(wanted) {
      limits = wanted.map((limit) => limitSchema.parse(limit));
      buckets.clear();
    },
    list: () => limits,
    take({ service, operation, accountId, region }) {
      const covering = limits.filter(
        (limit) => limit.service === service && covers(limits, limit, operation),
      );
      const touched = covering.map((limit) =>
        bucketOf(
          limit,
          JSON.stringify([accountId, region, service, limit.shared ?? null, limit.shared ? '' : operation]),
        ),
      );
      for (const bucket of touched) fill(bucket, now());
      const granted = touched.every(({ tokens }) => tokens >= 1);
      for (const bucket of touched) {
        if (granted) bucket.tokens -= 1;
        else if (bucket.limit.chargeThrottled) bucket.tokens = Math.max(0, bucket.tokens - 1);
      }
      return granted;
    },
  };
}

function covers(limits: readonly Limit[], limit: Limit, operation: string): boolean {
  if (limit.operation === operation) return true;
  if (limit.operation !== '*') return false;
  return (
    limit.shared !== undefined ||
    !limits.some((other) => other.service === limit.service && other.operation === operation)
  );
}

function fill(bucket: Bucket, now: number): void {
  const { rate, burst, refill } = bucket.limit;
  const seconds =
    refill === 'stepped'
      ? Math.floor(now / 1000) - Math.floor(bucket.filledAt / 1000)
      : (now - bucket.filledAt) / 1000;
  bucket.tokens = Math.min(burst, bucket.tokens + Math.max(0, seconds) * rate);
  bucket.filledAt = now;
}
