import type { PacingClock } from '../../../../src/aws/pacing/lane.ts';

/** Time that passes when a test says so. */
export interface FakeClock extends PacingClock {
  /** Lets time pass, and rings what is due on the way, each at its own time. */
  pass(milliseconds: number): Promise<void>;
  /** Timers that have not rung and were not taken back. */
  ringing(): number;
}

export function createFakeClock(): FakeClock {
  const timers = new Set<{ readonly at: number; readonly ring: () => void }>();
  let now = 0;
  return {
    now: () => now,
    after(milliseconds, ring) {
      const timer = { at: now + milliseconds, ring };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    async pass(milliseconds) {
      const until = now + milliseconds;
      for (;;) {
        // What was let go goes on before time does.
        await new Promise((resolve) => setImmediate(resolve));
        const [next] = [...timers].filter(({ at }) => at <= until).sort((one, other) => one.at - other.at);
        if (next === undefined) break;
        timers.delete(next);
        now = next.at;
        next.ring();
      }
      now = until;
    },
    ringing: () => timers.size,
  };
}
