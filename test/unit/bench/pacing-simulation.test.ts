import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { simulate } from '../../../bench/pacing/simulate.ts';
import { completeCase } from '../../../bench/pacing/star.ts';
import { onVirtualTime } from '../../../bench/pacing/virtual-clock.ts';

/** What the virtual clock stands in for while it runs. */
const timeOfProcess = () => ({
  setTimeout: globalThis.setTimeout,
  clearTimeout: globalThis.clearTimeout,
  dateNow: Date.now,
  random: Math.random,
  performanceNow: performance.now,
});

let before: ReturnType<typeof timeOfProcess>;
beforeEach(() => {
  before = timeOfProcess();
});
afterEach(() => {
  expect(timeOfProcess()).toEqual(before);
});

const sleep = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

describe('virtual time', () => {
  it('passes only while everybody waits, for all clocks of the process', async () => {
    const startedAt = performance.now();

    const times = await onVirtualTime(1, async ({ now }) => {
      await sleep(3_600_000);
      return [now(), Date.now(), performance.now()];
    });

    expect(times).toEqual([3_600_000, 3_600_000, 3_600_000]);
    expect(performance.now() - startedAt).toBeLessThan(10_000);
  });

  it('rings in order of time, and of the call where the time is the same', async () => {
    const rung: string[] = [];

    await onVirtualTime(1, async () => {
      const timers = Object.entries({ c: 30, a: 10, d: 30, b: 20, e: 30 });
      await Promise.all(timers.map(([name, ms]) => sleep(ms).then(() => rung.push(name))));
    });

    expect(rung).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('has the timers of Node: whole milliseconds, and one at least', async () => {
    const times = await onVirtualTime(1, async ({ now }) => {
      const rung: number[] = [];
      for (const ms of [0, -5, 0.4, 2.9]) {
        await sleep(ms);
        rung.push(now());
      }
      return rung;
    });

    expect(times).toEqual([1, 2, 3, 5]);
  });

  it('does not ring a timer that was taken back', async () => {
    let hasRung = false;

    await onVirtualTime(1, async () => {
      const timer = setTimeout(() => {
        hasRung = true;
      }, 5);
      clearTimeout(timer);
      await sleep(100);
    });

    expect(hasRung).toBe(false);
  });

  it('throws the same dice with the same seed and others with another', async () => {
    const throwDice = (seed: number) =>
      onVirtualTime(seed, async ({ random }) => Array.from({ length: 20 }, () => [random(), Math.random()]));

    const [one, again, other] = [await throwDice(1), await throwDice(1), await throwDice(2)];

    expect(again).toEqual(one);
    expect(other).not.toEqual(one);
    for (const number of one.flat()) expect(number >= 0 && number < 1).toBe(true);
  });

  it('ends with an error when there is nothing to wait for, or the work throws', async () => {
    await expect(onVirtualTime(1, () => new Promise(() => {}))).rejects.toThrow('found no timer to wait for');
    await expect(
      onVirtualTime(1, async () => {
        await sleep(5);
        throw new Error('Broken');
      }),
    ).rejects.toThrow('Broken');
  });
});

describe('a simulated case', () => {
  const pacingCase = completeCase({ rate: 20 });

  it('gives the same row with the same seed and another with another', async () => {
    const [one, again, other] = [
      await simulate('estimator', pacingCase, 1),
      await simulate('estimator', pacingCase, 1),
      await simulate('estimator', pacingCase, 2),
    ];

    expect(again).toEqual(one);
    expect(other.p50).not.toBe(one.p50);
  });

  it('loses no call and hardly any time with the estimator', async () => {
    const row = await simulate('estimator', pacingCase, 1);

    expect(row).toMatchObject({
      strategy: 'estimator',
      rate: 20,
      burst: 20,
      remembered: null,
      failed: 0,
      seed: 1,
    });
    expect(row.efficiency).toBeGreaterThan(0.97);
    expect(row.efficiency).toBeLessThan(1.01);
    expect(row.waste).toBeLessThan(0.06);
    expect(row.p99).toBeLessThan(1.5 * row.p50);
  });

  it('shows what the SDK loses with its three attempts, and a guessed rate with its guess', async () => {
    const standard = await simulate('standard-3', pacingCase, 1);
    const tooSlow = await simulate('fixed-0.7', pacingCase, 1);

    expect(standard.failed).toBeGreaterThan(0.3);
    expect(tooSlow.efficiency).toBeCloseTo(0.7, 1);
    expect(tooSlow.waste).toBe(0);
  });

  it('shares the calls among the processes, and none is lost', async () => {
    const shared = completeCase({ rate: 20, processes: 3, n: 1_001, remembered: 20 / 3 });

    const row = await simulate('estimator', shared, 1);

    expect(row.failed).toBe(0);
    expect(row.efficiency).toBeGreaterThan(0.9);
  });

  it.each([
    { refill: 'stepped' as const },
    { change: 4 },
    { change: 0.25 },
    { chargeThrottled: true },
    { remembered: 40 },
  ])('loses no call with the estimator in a bad case either: %o', async (given) => {
    const row = await simulate('estimator', completeCase({ rate: 20, ...given }), 1);

    expect(row.failed).toBe(0);
    expect(row.efficiency).toBeGreaterThan(0.8);
    expect(row.waste).toBeLessThan(0.2);
  });
});
