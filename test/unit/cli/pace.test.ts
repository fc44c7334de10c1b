import { describe, expect, it } from 'vitest';
import type { OperationPressure } from '../../../src/aws/pacing/pacer.ts';
import { createPace, durationText, paceText } from '../../../src/cli/pace.ts';

const aPressure = (pressure: Partial<OperationPressure> = {}): OperationPressure => ({
  operation: 'CreateLensShare',
  ratePerSecond: 9.87,
  waiting: 31,
  throttled: 2,
  granted: 40,
  ...pressure,
});

describe('createPace', () => {
  it('tells the rate of the last ten seconds', () => {
    let at = 0;
    const pace = createPace(() => at);
    const countEvery = (ms: number, times: number) => {
      for (let done = 0; done < times; done += 1) {
        at += ms;
        pace.count();
      }
    };

    countEvery(100, 100);
    const fast = pace.now();
    countEvery(1_000, 20);
    const slow = pace.now();

    expect(fast).toEqual({ rate: 10, seconds: 10 });
    expect(slow).toEqual({ rate: 1, seconds: 30 });
  });

  it('tells none from a single thing', () => {
    const pace = createPace(() => 0);

    pace.count();

    expect(pace.now().rate).toBeUndefined();
  });
});

describe('paceText', () => {
  it('says how fast it goes, what AWS holds back, and how long it takes', () => {
    const text = paceText({
      rate: 10.04,
      seconds: 4,
      left: 120,
      pressure: [aPressure({ operation: 'GetLens', waiting: 0, throttled: 1 }), aPressure()],
    });

    expect(text).toBe('10.0/s, CreateLensShare at 9.9/s, 31 waiting, 3 throttled, about 12 s left');
  });

  it('says nothing of operations that AWS lets through', () => {
    const pressure = [aPressure({ waiting: 0, throttled: 0 })];

    expect(paceText({ rate: undefined, seconds: 0, left: 3, pressure })).toBe('3 to do');
  });

  it('says how long it took when nothing is left', () => {
    expect(paceText({ rate: 2, seconds: 61, left: 0, pressure: [] })).toBe('2.0/s, in 1 min 1 s');
  });
});

describe('durationText', () => {
  it.each([
    [0, '1 s'],
    [59.1, '1 min 0 s'],
    [130, '2 min 10 s'],
    [3_900, '1 h 5 min'],
  ])('of %d seconds is %s', (seconds, text) => {
    expect(durationText(seconds)).toBe(text);
  });
});
