/**
 * The clock of the embedded AWS. It shows the real time plus an offset that can be increased, so that visibility
 * time-outs, delays, deduplication windows and share states can be tested without waiting.
 */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /**
   * Resolves when the clock has moved forward by `ms` milliseconds, by itself or by `advance`; rejects when `signal`
   * aborts.
   */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Moves the clock forward by `ms` milliseconds and wakes every sleeper that is due. */
  advance(ms: number): void;
}

/** The longest time that a Node timer can wait; longer ones would fire at once. */
const LONGEST_TIMER_MS = 2_147_483_647;

interface Sleeper {
  readonly wakeAt: number;
  timer: NodeJS.Timeout | undefined;
  readonly wake: () => void;
}

/**
 * Makes a clock.
 *
 * @param options.start First time of the clock, in milliseconds since the epoch; default: real time.
 * @param options.frozen The clock stops between calls of `advance`; default: it runs.
 */
export function createClock({ start, frozen = false }: { start?: number; frozen?: boolean } = {}): Clock {
  const startedAt = Date.now();
  let offset = start === undefined ? 0 : start - startedAt;
  const sleepers = new Set<Sleeper>();
  const now = () => (frozen ? startedAt : Date.now()) + offset;

  const arm = (sleeper: Sleeper): void => {
    if (frozen) return;
    clearTimeout(sleeper.timer);
    const wait = Math.min(Math.max(sleeper.wakeAt - now(), 0), LONGEST_TIMER_MS);
    // A sleeping delivery must not keep the process alive after its server is closed.
    sleeper.timer = setTimeout(() => wakeOrArm(sleeper), wait).unref();
  };
  const wakeOrArm = (sleeper: Sleeper): void => {
    if (now() >= sleeper.wakeAt) sleeper.wake();
    else arm(sleeper);
  };

  return {
    now,
    sleep(ms, signal) {
      return new Promise((resolve, reject) => {
        if (signal?.aborted) {
          reject(signal.reason);
          return;
        }
        const leave = (): void => {
          clearTimeout(sleeper.timer);
          sleepers.delete(sleeper);
          signal?.removeEventListener('abort', abort);
        };
        const abort = (): void => {
          leave();
          reject(signal?.reason);
        };
        const wake = (): void => {
          leave();
          resolve();
        };
        const sleeper: Sleeper = { wakeAt: now() + ms, timer: undefined, wake };
        if (frozen && ms <= 0) {
          resolve();
          return;
        }
        sleepers.add(sleeper);
        signal?.addEventListener('abort', abort, { once: true });
        arm(sleeper);
      });
    },
    advance(ms) {
      offset += ms;
      const due = [...sleepers].sort((left, right) => left.wakeAt - right.wakeAt);
      for (const sleeper of due) wakeOrArm(sleeper);
    },
  };
}
