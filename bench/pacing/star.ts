import type { PacingCase } from './case.ts';

/** Seconds that the calls of a case take at least. */
const SECONDS = 60;
/** So many times as many calls as wait at once, so that the beginning, when nobody waits yet, is a small part. */
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

/** A case with what is not said taken from the centre of the star, and as many calls as it needs. */
export function completeCase(given: Partial<PacingCase>): PacingCase {
  const rate = given.rate ?? CENTRE.rate;
  const whole = { ...CENTRE, burst: rate, ...given };
  const { burst, change, concurrency, processes } = whole;
  const tokens = SECONDS * rate * ((1 + change) / 2);
  return { n: Math.max(Math.ceil(tokens) + burst, ROUNDS * concurrency * processes), ...whole };
}

const RATES = [2, 4, 10, 50, 100];

/** One thing varied at a time around 10 calls per second, and at the other rates. */
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
