import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { createCeiling, type Limit } from '../../../../src/aws/pacing/ceiling.ts';

/** When each of some calls goes that are all waiting from the beginning, in milliseconds. */
function goWhenAllowed(limit: Limit, calls: number): readonly number[] {
  const ceiling = createCeiling(() => limit);
  let now = 0;
  return Array.from({ length: calls }, () => {
    now = ceiling.nextAt(now);
    ceiling.take(now);
    return now;
  });
}

describe('the ceiling', () => {
  it('does not limit operations without a known limit', () => {
    const ceiling = createCeiling(() => undefined);
    ceiling.take(5);

    expect(ceiling.nextAt(5)).toBe(5);
  });

  it('sends the burst at once and the rest at the rate', () => {
    expect(goWhenAllowed({ rate: 4, burst: 2 }, 5)).toEqual([0, 0, 250, 500, 750]);
  });

  test.prop([fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 30 })])(
    'never lets more go in any time than the burst and what that time brings',
    (rate, burst) => {
      const times = goWhenAllowed({ rate, burst }, 60);

      const tooMany = times.flatMap((from, first) =>
        times.filter(
          (to, last) => last >= first && last - first + 1 > burst + ((to - from) * rate) / 1_000 + 1e-6,
        ),
      );
      expect(tooMany).toEqual([]);
    },
  );

  it('follows a limit that a policy changes in between', () => {
    let rate = 1;
    const ceiling = createCeiling(() => ({ rate, burst: 1 }));
    ceiling.take(0);
    const before = ceiling.nextAt(0);

    rate = 10;

    expect([before, ceiling.nextAt(0)]).toEqual([1_000, 100]);
  });
});
