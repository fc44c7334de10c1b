import type { Ceiling } from './ceiling.ts';
import type { Grant, RateEstimator } from './rate-estimator.ts';

/** The queue of one operation in one domain: calls are sent in the order of their arrival, at the rate of the estimator. */
export interface Lane {
  /** The next number in the order of the queue. */
  number(): number;
  /**
   * Resolves when it is this call's turn. A call that was throttled returns with its old number, ahead of calls that
   * arrived after it.
   *
   * @throws the signal's reason when it aborts; the call has left the queue then
   */
  turn(number: number, signal: AbortSignal | undefined): Promise<Grant>;
  /** The service answered with a result or an error, but did not throttle. */
  answered(grant: Grant): void;
  /** @param retryAt the time that the service requested, on the same clock; undefined: it did not specify one */
  throttled(grant: Grant, retryAt: number | undefined): void;
  /** No answer will come. */
  abandoned(grant: Grant): void;
  pressure(): Pressure;
  /** The measured calls per second that the service accepts; undefined: nothing measured. */
  learned(): number | undefined;
}

/** The current pacing of one operation. */
export interface Pressure {
  /** Calls per second; undefined until the first throttle. */
  readonly ratePerSecond: number | undefined;
  /** Calls that wait for their turn. */
  readonly waiting: number;
  readonly throttled: number;
  readonly granted: number;
}

/** A clock in milliseconds, with timers. */
export interface PacingClock {
  now(): number;
  /** @returns a function that cancels the timer */
  after(milliseconds: number, ring: () => void): () => void;
}

interface Waiter {
  readonly number: number;
  readonly signal: AbortSignal | undefined;
  go(grant: Grant): void;
}

/** Added to timers, so that rounding does not fire them before a call is due. */
const TICK_MS = 0.001;

export function createLane(options: {
  readonly estimator: RateEstimator;
  readonly ceiling: Ceiling;
  readonly clock: PacingClock;
}): Lane {
  const { estimator, ceiling, clock } = options;
  const waiters: Waiter[] = [];
  let numbers = 0;
  let throttled = 0;
  let granted = 0;
  let unring = () => {};

  /** Sends the calls that are due, and sets the timer for the next one. */
  function serve(): void {
    unring();
    for (let first = waiters[0]; first !== undefined; first = waiters[0]) {
      // One abort may end many waits in sequence.
      if (first.signal?.aborted) {
        waiters.shift();
        continue;
      }
      const now = clock.now();
      const at = Math.max(estimator.nextAt(now), ceiling.nextAt(now));
      if (at > now + TICK_MS) {
        // Infinity means until the next answer, which calls `serve` again.
        if (at < Number.POSITIVE_INFINITY) unring = clock.after(at - now, serve);
        return;
      }
      waiters.shift();
      granted += 1;
      ceiling.take(now);
      first.go(estimator.grant(now));
    }
  }

  return {
    number: () => {
      numbers += 1;
      return numbers;
    },
    turn: (number, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) {
          reject(signal.reason);
          return;
        }
        const leave = () => {
          const place = waiters.indexOf(waiter);
          if (place >= 0) waiters.splice(place, 1);
          reject(signal?.reason);
          serve();
        };
        const waiter: Waiter = {
          number,
          signal,
          go: (grant) => {
            signal?.removeEventListener('abort', leave);
            resolve(grant);
          },
        };
        const behind = waiters.findLastIndex((other) => other.number < number);
        waiters.splice(behind + 1, 0, waiter);
        signal?.addEventListener('abort', leave, { once: true });
        serve();
      }),
    answered(grant) {
      estimator.answered(grant, clock.now());
      serve();
    },
    throttled(grant, retryAt) {
      throttled += 1;
      estimator.throttled(grant, clock.now(), retryAt);
      serve();
    },
    abandoned(grant) {
      estimator.abandoned(grant);
      serve();
    },
    pressure: () => ({ ratePerSecond: estimator.rate(), waiting: waiters.length, throttled, granted }),
    learned: () => estimator.learned(),
  };
}
