import type { PacingCase } from './case.ts';

/** Least duration of the calls of a case, in seconds. */
const SECONDS = 60;
/** Number of calls as a multiple of the concurrency, so that the start, when no call waits yet, is a small part. */
const ROUNDS = 10;

const CENTRE = {
  rate: 10,
  burst: 10,
  concurrency: 25,
  processes: 1,
  latency: 55,
  refill: 'continuous',
  change: 1,
  remembered: undefined,
  chargeThrottled: false,
} as const;

/** A case with missing values from the centre of the star, and as many calls as it needs. */
export function completeCase(given: Partial<PacingCase>): PacingCase {
  const rate = given.rate ?? CENTRE.rate;
  const whole = { ...CENTRE, burst: rate, ...given };
  const { burst, change, concurrency, processes } = whole;
  const tokens = SECONDS * rate * ((1 + change) / 2);
  return { n: Math.max(Math.ceil(tokens) + burst, ROUNDS * concurrency * processes), ...whole };
}

const RATES = [2, 4, 10, 50, 100];

/** One value is varied at a time around 10 calls per second, and at the other rates. */
export const STAR: readonly PacingCase[] = [
  ...RATES.flatMap((rate) => [{ rate }, { rate, burst: 2 * rate }]),
  ...RATES.map((rate) => ({ rate, refill: 'stepped' as const })),
  ...RATES.flatMap((rate) => [4, 0.25].map((change) => ({ rate, change }))),
  ...[10, 50].flatMap((rate) => [10, 50].map((concurrency) => ({ rate, concurrency }))),
  ...[10, 100, 200].map((latency) => ({ latency })),
  ...RATES.map((rate) => ({ rate, remembered: rate })),
  ...[10, 50].flatMap((rate) => [2 * rate, rate / 2].map((remembered) => ({ rate, remembered }))),
  ...[10, 50].flatMap((rate) =>
    [2, 5].map((processes) => ({ rate, processes, remembered: rate / processes })),
  ),
].map(completeCase);

export const SEEDS = [1, 2, 3];
