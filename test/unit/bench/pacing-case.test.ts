import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { changeTime, type PacingCase, shortestTime } from '../../../bench/pacing/case.ts';
import { createServerBucket } from '../../../bench/pacing/server-bucket.ts';
import { completeCase, STAR } from '../../../bench/pacing/star.ts';

const aCase = (changes: Partial<PacingCase> = {}): PacingCase =>
  completeCase({ rate: 10, burst: 10, n: 110, latency: 50, ...changes });

const aBucket = (changes: Partial<PacingCase> = {}, startedAt = 0, changesAt = Number.POSITIVE_INFINITY) =>
  createServerBucket(aCase(changes), { startedAt, changesAt });

/** How many of many calls at one moment are let through. */
function countGranted({ take }: ReturnType<typeof aBucket>, now: number): number {
  return Array.from({ length: 100 }, () => take(now)).filter(Boolean).length;
}

describe('the shortest time', () => {
  it.each<[string, Partial<PacingCase>, number]>([
    ['is the calls beyond the burst at the rate, and one round trip', {}, 10_050],
    ['is one round trip when the burst holds them all', { n: 10 }, 50],
    ['is shorter with a larger burst', { burst: 60 }, 5_050],
    ['takes a rate that rises half-way into account', { change: 4 }, 4_050],
    ['takes a rate that falls half-way into account', { change: 0.25 }, 16_050],
    ['does not depend on how many ask', { concurrency: 50, processes: 5 }, 10_050],
  ])('%s', (_, changes, expected) => {
    expect(shortestTime(aCase(changes))).toBeCloseTo(expected);
  });

  it('is that of the calls that succeeded', () => {
    expect(shortestTime(aCase(), 60)).toBeCloseTo(5_050);
    expect(shortestTime(aCase(), 0)).toBeCloseTo(50);
    // The change comes when it comes, however many calls fail: 20 tokens at the first rate, 10 at four times that.
    expect(shortestTime(aCase({ change: 4 }), 40)).toBeCloseTo(2_300);
  });

  test.prop([fc.integer({ min: 2, max: 100 }), fc.constantFrom(0.25, 0.5, 2, 4)])(
    'has the change of the rate in its middle',
    (rate, change) => {
      const pacingCase = completeCase({ rate, change, latency: 0 });

      expect(changeTime(pacingCase)).toBeCloseTo(shortestTime(pacingCase) / 2);
    },
  );
});

describe('the star', () => {
  it('is a case of 30 seconds at least in each of at most 80 cells', () => {
    expect(STAR.length).toBeLessThanOrEqual(80);
    for (const pacingCase of STAR) expect(shortestTime(pacingCase)).toBeGreaterThanOrEqual(30_000);
  });
});

describe('the simulated bucket', () => {
  it('is full at the start, and is filled all the time', () => {
    const bucket = aBucket();

    expect([0, 99, 100, 1_100].map((now) => countGranted(bucket, now))).toEqual([10, 0, 1, 10]);
  });

  it('holds no more than its size', () => {
    expect([0, 60_000].map((now) => countGranted(aBucket(), now))).toEqual([10, 10]);
  });

  it('is filled at whole seconds when it is filled in steps', () => {
    const bucket = aBucket({ refill: 'stepped' }, 300);

    expect([300, 999, 1_000, 1_900, 2_000].map((now) => countGranted(bucket, now))).toEqual([
      10, 0, 10, 0, 10,
    ]);
  });

  it('is filled faster or slower from the change on', () => {
    const bucket = aBucket({ burst: 100, change: 4 }, 0, 500);

    expect([0, 500, 1_000].map((now) => countGranted(bucket, now))).toEqual([100, 5, 20]);
  });

  it('across a change has what each part of the time brings', () => {
    const bucket = aBucket({ burst: 100, change: 4 }, 0, 500);
    countGranted(bucket, 0);

    expect(countGranted(bucket, 1_000)).toBe(25);
  });

  it.each([
    [false, true],
    [true, false],
  ])('takes what has come in for a refused call too when it charges: %s', (chargeThrottled, expected) => {
    const bucket = aBucket({ chargeThrottled });
    for (let call = 0; call < 10; call += 1) bucket.take(0);

    bucket.take(50);

    expect(bucket.take(100)).toBe(expected);
  });

  test.prop([
    fc.constantFrom('continuous' as const, 'stepped' as const),
    fc.array(fc.double({ min: 0, max: 200, noNaN: true }), { maxLength: 100 }),
  ])('never gives more than its size and what the time brings', (refill, pauses) => {
    const bucket = aBucket({ refill });
    let now = 0;
    let granted = 0;

    for (const pause of pauses) {
      now += pause;
      if (bucket.take(now)) granted += 1;
    }

    expect(granted).toBeLessThanOrEqual(10 + (now * 10) / 1_000 + 1e-6);
  });
});
