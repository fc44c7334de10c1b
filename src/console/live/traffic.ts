import type { RecordedCall } from '../../emulator/call-log.ts';
import { answerOf } from './journeys/answer-of.ts';

/** The period for which traffic is shown, in seconds. */
export const TRAFFIC_SECONDS = 120;

/** The calls of one second. */
interface Second {
  readonly second: number;
  granted: number;
  throttled: number;
  failed: number;
}

export interface OperationTraffic {
  readonly service: string;
  readonly operation: string;
  calls: number;
  throttled: number;
  failed: number;
  /** The times of the newest granted calls, in milliseconds. */
  readonly recent: number[];
}

/** Counts Lenskeeper's calls over the last two minutes, and by operation since the start. */
export class Traffic {
  readonly #seconds: Second[] = [];
  readonly #operations = new Map<string, OperationTraffic>();
  readonly #isOurs: (call: RecordedCall) => boolean;
  readonly #now: () => number;

  /**
   * @param isOurs whether a call is counted
   * @param now milliseconds of the emulator's clock
   */
  constructor(isOurs: (call: RecordedCall) => boolean, now: () => number) {
    this.#isOurs = isOurs;
    this.#now = now;
  }

  add(call: RecordedCall): void {
    if (!this.#isOurs(call)) return;
    const { service, operation, at } = call;
    const answer = answerOf(call);
    const key = `${service}:${operation}`;
    const counted = this.#operations.get(key) ?? {
      service,
      operation,
      calls: 0,
      throttled: 0,
      failed: 0,
      recent: [],
    };
    this.#operations.set(key, counted);
    const second = this.#second(Math.floor(at / 1000));
    counted.calls += 1;
    if (answer === 'throttled') {
      counted.throttled += 1;
      second.throttled += 1;
    } else if (answer === 'failed') {
      counted.failed += 1;
      second.failed += 1;
    } else {
      second.granted += 1;
      counted.recent.push(at);
      if (counted.recent.length > 200) counted.recent.shift();
    }
  }

  /** The last two minutes, oldest first; seconds without a call are left out. */
  seconds(): readonly { readonly ago: number; granted: number; throttled: number; failed: number }[] {
    const now = Math.floor(this.#now() / 1000);
    return this.#seconds
      .filter(({ second }) => second > now - TRAFFIC_SECONDS)
      .map(({ second, ...counts }) => ({ ...counts, ago: now - second }));
  }

  /** Operations with the most calls first. */
  operations(): readonly OperationTraffic[] {
    return [...this.#operations.values()].sort((a, b) => b.calls - a.calls);
  }

  /** Granted calls per second over the last ten seconds. */
  rateOf({ recent }: OperationTraffic): number {
    const from = this.#now() - 10_000;
    return recent.filter((at) => at > from).length / 10;
  }

  #second(second: number): Second {
    const last = this.#seconds.at(-1);
    if (last?.second === second) return last;
    const counts = { second, granted: 0, throttled: 0, failed: 0 };
    this.#seconds.push(counts);
    if (this.#seconds.length > TRAFFIC_SECONDS) this.#seconds.shift();
    return counts;
  }
}
