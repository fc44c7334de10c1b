import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { createRefillClock } from '../../../../src/aws/pacing/refill-clock.ts';

const SECOND_MS = 1_000;

/** When a clock with this phase jumps in a second that is counted from 0. */
const jumpIn = (second: number, phase: number) => second * SECOND_MS + phase;

/** A jump that was seen: so long before it the bucket was dry, so long after it something came through. */
const sights = fc.array(
  fc.record({
    second: fc.integer({ min: 1, max: 10_000 }),
    before: fc.double({ min: 0.01, max: 900, noNaN: true }),
    after: fc.double({ min: 0.01, max: 900, noNaN: true }),
    slack: fc.double({ min: 0, max: 30, noNaN: true }),
  }),
  { minLength: 1, maxLength: 30 },
);

const phases = fc.double({ min: 0, max: 999.9, noNaN: true });

describe('the refill clock', () => {
  test.prop([phases, sights])('keeps the true jump between the earliest and the latest', (phase, seen) => {
    const clock = createRefillClock();

    for (const { second, before, after, slack } of seen) {
      const jump = jumpIn(second, phase);
      clock.observeRefill(jump - before, jump + after, slack);

      const latest = clock.timeOf(clock.jumpsAt(jump + clock.uncertainty));
      expect(latest).toBeGreaterThanOrEqual(jump - 1e-3);
      expect(latest - clock.uncertainty).toBeLessThanOrEqual(jump + 1e-3);
    }
  });

  test.prop([phases, sights])('never becomes less precise while the observations are true', (phase, seen) => {
    const clock = createRefillClock();

    const uncertainties = seen.map(({ second, before, after, slack }) => {
      const jump = jumpIn(second, phase);
      clock.observeRefill(jump - before, jump + after, slack);
      return clock.uncertainty;
    });

    for (const [index, uncertainty] of uncertainties.slice(1).entries()) {
      expect(uncertainty).toBeLessThanOrEqual(uncertainties[index]! + 1e-6);
    }
  });

  test.prop([fc.integer({ min: -1_000, max: 1_000 }), phases])(
    'counts each jump once, at its latest moment',
    (jump, phase) => {
      const clock = createRefillClock();
      clock.observeRefill(phase, phase + 100, 0);

      expect(clock.jumpsAt(clock.timeOf(jump))).toBe(jump);
      expect(clock.jumpsAt(clock.timeOf(jump) - 0.01)).toBe(jump - 1);
    },
  );

  it('recognises a stepped bucket by lumps that come at the same time in the second', () => {
    const clock = createRefillClock();
    const recognised = [1, 2, 5].map((second) => {
      clock.observeRefill(jumpIn(second, 300) - 50, jumpIn(second, 300) + 50, 0);
      return clock.isStepped;
    });

    expect(recognised).toEqual([false, true, true]);
  });

  it('does not treat one lump, or lumps without a common time in the second, as steps', () => {
    const clock = createRefillClock();
    for (let second = 0; second < 20; second += 1)
      clock.observeRefill(second * 2_000, second * 2_000 + 999.5, 0.5);

    expect(clock.isStepped).toBe(false);
  });

  it('discards the steps when a lump comes at another time, and learns the new time', () => {
    const clock = createRefillClock();
    for (const second of [1, 2, 3]) clock.observeRefill(jumpIn(second, 280), jumpIn(second, 320), 0);
    const before = clock.isStepped;

    clock.observeRefill(jumpIn(4, 780), jumpIn(4, 820), 0);
    const contradicted = clock.isStepped;
    for (const second of [5, 6]) clock.observeRefill(jumpIn(second, 780), jumpIn(second, 820), 0);

    expect([before, contradicted, clock.isStepped]).toEqual([true, false, true]);
    expect(clock.timeOf(clock.jumpsAt(jumpIn(7, 830)))).toBeCloseTo(jumpIn(7, 820));
  });
});
