import type { Ceiling } from './ceiling.ts';
import type { Grant, RateEstimator } from './rate-estimator.ts';

/** The queue of one operation of one domain: calls go in the order in which they came, as fast as the estimator says. */
export interface Lane {
  /** The next number in the order of the queue. */
  number(): number;
  /**
   * Resolves when it is this call's turn. A call that was throttled comes back with its old number, ahead of those that
   * came after it.
   *
   * @throws the signal's reason when it aborts; the call has left the queue then
   */
  turn(number: number, signal: AbortSignal | undefined): Promise<Grant>;
  /** The service answered, well or not, but did not throttle. */
  answered(grant: Grant): void;
  /** @param retryAt what the service asked for, on the same clock; undefined: it did not say */
  throttled(grant: Grant, retryAt: number | undefined): void;
  /** No answer will come. */
  abandoned(grant: Grant): void;
  pressure(): Pressure;
  /** Calls per second that the service was found to let through; undefined: nothing measured. */
  learned(): number | undefined;
}

/** How one operation is paced now. */
export interface Pressure {
  /** Calls per second; undefined until a throttle told. */
  readonly ratePerSecond: number | undefined;
  /** Calls that wait for their turn. */
  readonly waiting: number;
  readonly throttled: number;
  readonly granted: number;
}

/** Time in milliseconds and what rings when some of it has passed. */
export interface PacingClock {
  now(): number;
  /** @returns takes the ring back */
  after(milliseconds: number, ring: () => void): () => void;
}

interface Waiter {
  readonly number: number;
  readonly signal: AbortSignal | undefined;
  go(grant: Grant): void;
}

/** A timer never rings earlier than a call is due, so that rounding does not make it ring twice. */
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

  /** Lets go who may go, and rings again for the next. */
  function serve(): void {
    unring();
    for (let first = waiters[0]; first !== undefined; first = waiters[0]) {
      // One abort may end many waits, one after the other.
      if (first.signal?.aborted) {
        waiters.shift();
        continue;
      }
      const now = clock.now();
      const at = Math.max(estimator.nextAt(now), ceiling.nextAt(now));
      if (at > now + TICK_MS) {
        // For ever means until an answer comes, which serves again.
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
