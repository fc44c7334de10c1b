import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sampleCalls } from '../../../../src/aws/sample-calls.ts';

describe('sampleCalls', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: 10_000 });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('tells for each second what all operations sent and had throttled, without what was before', () => {
    const lists = { granted: 5, throttled: 1 };
    const gets = { granted: 0, throttled: 0 };
    const sampling = sampleCalls(() => [lists, gets]);

    lists.granted += 3;
    vi.advanceTimersByTime(1_000);
    gets.granted += 2;
    gets.throttled += 1;
    vi.advanceTimersByTime(400);

    expect(sampling.stop()).toEqual([
      { atMs: 10_000, calls: 3, throttled: 0 },
      { atMs: 11_000, calls: 2, throttled: 1 },
    ]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('sums up a long run, so that no call is missing and the slices stay few', () => {
    const gets = { granted: 0, throttled: 0 };
    const sampling = sampleCalls(() => [gets]);

    for (let second = 0; second < 900; second += 1) {
      gets.granted += 10;
      vi.advanceTimersByTime(1_000);
    }

    const samples = sampling.stop();
    expect(samples.length).toBeLessThanOrEqual(120);
    expect(samples.reduce((sum, { calls }) => sum + calls, 0)).toBe(9_000);
    expect(samples[1]!.atMs - samples[0]!.atMs).toBe(8_000);
  });
});
