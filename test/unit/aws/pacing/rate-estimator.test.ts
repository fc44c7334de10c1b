import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { changeTime } from '../../../../bench/pacing/case.ts';
import { completeCase } from '../../../../bench/pacing/star.ts';
import { createRateEstimator } from '../../../../src/aws/pacing/rate-estimator.ts';
import { type Drive, driveEstimator } from './drive-estimator.ts';

/** Calls of 40 seconds to a bucket that is filled all the time and holds one to two seconds' worth. */
const cases = (rates: { readonly min: number; readonly max: number }) =>
  fc
    .record({
      rate: fc.integer(rates),
      seconds: fc.double({ min: 1, max: 2, noNaN: true }),
      latency: fc.integer({ min: 10, max: 200 }),
      concurrency: fc.integer({ min: 25, max: 50 }),
    })
    .map(({ seconds, ...given }) => {
      const burst = Math.round(given.rate * seconds);
      return completeCase({ ...given, burst, n: 40 * given.rate + burst });
    });

const seeds = fc.integer({ min: 0, max: 1_000_000 });

/** How far the estimates from a moment on are from a rate at most, as a fraction of it. */
function worstError({ answers }: Drive, rate: number, from: number): number {
  return Math.max(
    ...answers.filter(({ at }) => at >= from).map((answer) => Math.abs((answer.rate ?? 0) / rate - 1)),
  );
}

describe('the estimator without a known rate', () => {
  test.prop([cases({ min: 4, max: 100 }), seeds], { numRuns: 50 })(
    'finds a rate that it was not told and keeps to it, and every call gets through',
    (pacingCase, seed) => {
      const drive = driveEstimator(createRateEstimator(), pacingCase, { seed });

      expect(drive.through).toBe(pacingCase.n);
      expect(worstError(drive, pacingCase.rate, 30_000)).toBeLessThan(0.1);
      expect(drive.efficiency).toBeGreaterThan(0.92);
      expect(drive.waste).toBeLessThan(0.1);
    },
  );

  test.prop([cases({ min: 2, max: 3 }), seeds])(
    'gets every call through where a few calls a second say little',
    (pacingCase, seed) => {
      const drive = driveEstimator(createRateEstimator(), pacingCase, { seed });

      expect(drive.through).toBe(pacingCase.n);
      expect(drive.efficiency).toBeGreaterThan(0.9);
      expect(drive.waste).toBeLessThan(0.25);
    },
  );

  test.prop([cases({ min: 4, max: 100 }), seeds], { numRuns: 10 })(
    'does the same with the same answers',
    (pacingCase, seed) => {
      const drive = () => driveEstimator(createRateEstimator(), pacingCase, { seed });

      expect(drive()).toEqual(drive());
    },
  );

  it('keeps a rate when a call that was sent before the probes is throttled after them', () => {
    const pacingCase = completeCase({ rate: 78, burst: 115, latency: 150, concurrency: 38, n: 3_235 });

    const drive = driveEstimator(createRateEstimator(), pacingCase, { seed: 52_759 });

    expect(worstError(drive, 78, 30_000)).toBeLessThan(0.1);
    expect(drive.waste).toBeLessThan(0.1);
  });
});

describe('the estimator with a remembered rate', () => {
  it.each([10, 50])('wastes fewer calls than without it at %i per second', (rate) => {
    const wasteOf = (remembered?: number) =>
      [1, 2, 3, 4, 5, 6, 7, 8].reduce(
        (sum, seed) =>
          sum + driveEstimator(createRateEstimator({ remembered }), completeCase({ rate }), { seed }).waste,
        0,
      );

    expect(wasteOf(rate)).toBeLessThan(wasteOf());
  });

  it.each([0.5, 2])('corrects a rate that is %d times the true rate', (factor) => {
    const estimator = createRateEstimator({ remembered: 20 * factor });

    const drive = driveEstimator(estimator, completeCase({ rate: 20 }));

    expect(worstError(drive, 20, 30_000)).toBeLessThan(0.1);
    expect(estimator.learned()).toBeCloseTo(20, 0);
  });

  it('does not report it as measured before a measurement', () => {
    const estimator = createRateEstimator({ remembered: 20 });

    expect({ rate: estimator.rate(), learned: estimator.learned() }).toEqual({
      rate: 20,
      learned: undefined,
    });
  });
});

describe('the estimator with a changing rate', () => {
  const SEEDS = [1, 2, 3];

  it.each([
    { rate: 10, change: 4, within: 12_000 },
    { rate: 25, change: 4, within: 12_000 },
    { rate: 40, change: 0.25, within: 6_000 },
    { rate: 100, change: 0.25, within: 6_000 },
  ])('finds the new rate in seconds: $rate per second ×$change', ({ rate, change, within }) => {
    const pacingCase = completeCase({ rate, change, concurrency: 50 });
    const changesAt = changeTime(pacingCase);

    const drives = SEEDS.map((seed) => driveEstimator(createRateEstimator(), pacingCase, { seed }));

    for (const drive of drives) {
      expect(worstError(drive, rate * change, changesAt + within)).toBeLessThan(0.15);
      expect(drive.waste).toBeLessThan(0.1);
    }
  });
});

describe('the estimator with a bucket that is filled once per second', () => {
  it.each([10, 50, 100])('uses the tokens as they arrive: %i per second', (rate) => {
    const pacingCase = completeCase({ rate, refill: 'stepped', concurrency: 50 });

    const drives = [1, 2, 3].map((seed) => driveEstimator(createRateEstimator(), pacingCase, { seed }));

    for (const { efficiency, waste } of drives) {
      expect(efficiency).toBeGreaterThan(0.85);
      expect(waste).toBeLessThan(0.16);
    }
  });
});

describe('throttles', () => {
  it('of concurrent calls count once', () => {
    const estimator = createRateEstimator({ remembered: 10 });
    const through = estimator.grant(0);
    estimator.answered(through, 50);
    const underWay = [60, 70, 80].map((at) => estimator.grant(at));

    const rates = underWay.map((grant, index) => {
      estimator.throttled(grant, 110 + index);
      return estimator.rate();
    });

    expect(rates).toEqual([rates[0], rates[0], rates[0]]);
    expect(estimator.nextAt(113)).toBeLessThan(500);
  });

  test.prop([fc.integer({ min: 5, max: 50 }), fc.integer({ min: 100, max: 2_000 }), seeds], { numRuns: 20 })(
    'that say when to come back are obeyed',
    (rate, retryAfter, seed) => {
      const pacingCase = completeCase({ rate, n: 10 * rate });

      const { answers, through } = driveEstimator(createRateEstimator(), pacingCase, { seed, retryAfter });

      const early = answers
        .filter(({ isThrottled }) => isThrottled)
        .flatMap(({ at }) =>
          answers.filter(({ sentAt }) => sentAt > at + 0.01 && sentAt < at + retryAfter - 0.01),
        );
      expect(early).toEqual([]);
      expect(through).toBe(pacingCase.n);
    },
  );
});

describe('a service that asks for an hour', () => {
  it('is asked again within half a minute', () => {
    const estimator = createRateEstimator();
    estimator.nextAt(0);
    const grant = estimator.grant(0);

    estimator.throttled(grant, 50, 3_600_000);

    expect(estimator.nextAt(50)).toBeGreaterThan(10_000);
    expect(estimator.nextAt(50)).toBeLessThanOrEqual(30_050);
  });
});

describe('a call with an unknown result', () => {
  it('frees its place, so that the next call is sent', () => {
    const estimator = createRateEstimator();
    const grants = [0, 0].map((now) => {
      expect(estimator.nextAt(now)).toBe(now);
      return estimator.grant(now);
    });
    const before = estimator.nextAt(10);

    estimator.abandoned(grants[0]!);

    expect([before, estimator.nextAt(10)]).toEqual([Number.POSITIVE_INFINITY, 10]);
  });
});

describe('a pause', () => {
  it.each([1, 2, 3])(
    'is followed by what has gathered in the bucket and not by a flood (seed %i)',
    (seed) => {
      const pacingCase = completeCase({ rate: 10, burst: 20, n: 800 });

      const { answers } = driveEstimator(createRateEstimator(), pacingCase, {
        seed,
        pause: { from: 20_000, to: 40_000 },
      });

      const after = answers.filter(({ sentAt }) => sentAt >= 40_000 && sentAt < 42_000);
      expect(after.filter(({ isThrottled }) => !isThrottled).length).toBeGreaterThan(30);
      expect(after.filter(({ isThrottled }) => isThrottled).length).toBeLessThan(6);
    },
  );
});
