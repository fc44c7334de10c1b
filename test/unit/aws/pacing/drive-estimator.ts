import { changeTime, type PacingCase, shortestTime } from '../../../../bench/pacing/case.ts';
import { createServerBucket } from '../../../../bench/pacing/server-bucket.ts';
import type { Grant, RateEstimator } from '../../../../src/aws/pacing/rate-estimator.ts';

/** What became of the calls of a case. */
export interface Drive {
  /** One for each answer, in the order of the answers; milliseconds. */
  readonly answers: readonly {
    readonly sentAt: number;
    readonly at: number;
    readonly isThrottled: boolean;
    /** What the estimator then paced at. */
    readonly rate: number | undefined;
  }[];
  readonly through: number;
  readonly endedAt: number;
  /** The shortest possible time by the time that it took. */
  readonly efficiency: number;
  /** Throttles by calls. */
  readonly waste: number;
}

/**
 * Makes the calls of a case through an estimator, in a time of its own: as many as fit wait at once, and a throttled one
 * is made again.
 *
 * @param options.pause an interval without calls, in milliseconds
 * @param options.retryAfter what the service asks for with each throttle, milliseconds
 */
export function driveEstimator(
  estimator: RateEstimator,
  pacingCase: PacingCase,
  options: {
    readonly seed?: number;
    readonly pause?: { readonly from: number; readonly to: number };
    readonly retryAfter?: number;
  } = {},
): Drive {
  const { n, concurrency, latency } = pacingCase;
  const { seed = 1, pause, retryAfter } = options;
  const random = createDice(seed);
  const startedAt = random() * 1_000;
  const bucket = createServerBucket(pacingCase, {
    startedAt,
    changesAt: startedAt + changeTime(pacingCase),
  });
  const answers: Drive['answers'][number][] = [];
  const events: { readonly at: number; readonly run: () => void }[] = [];
  let now = 0;
  let wakeAt = Number.POSITIVE_INFINITY;
  let left = n;
  let underWay = 0;
  let through = 0;

  const plan = (at: number, run: () => void) => events.push({ at, run });
  const way = () => (latency / 2) * (0.5 + random());

  function send(grant: Grant): void {
    left -= 1;
    underWay += 1;
    plan(now + way(), () => {
      const isGranted = bucket.take(startedAt + now);
      plan(now + way(), () => {
        underWay -= 1;
        if (isGranted) {
          through += 1;
          estimator.answered(grant, now);
        } else {
          left += 1;
          estimator.throttled(grant, now, retryAfter === undefined ? undefined : now + retryAfter);
        }
        answers.push({ sentAt: grant.at, at: now, isThrottled: !isGranted, rate: estimator.rate() });
      });
    });
  }

  /** Lets go who may go now, and finds out when the next one may. */
  function serve(): void {
    wakeAt = Number.POSITIVE_INFINITY;
    if (pause !== undefined && now >= pause.from && now < pause.to) {
      wakeAt = pause.to;
      return;
    }
    while (left > 0 && underWay < concurrency) {
      const at = estimator.nextAt(now);
      if (at > now + 0.001) {
        wakeAt = at;
        return;
      }
      send(estimator.grant(now));
    }
  }

  for (serve(); through < n; serve()) {
    let first = 0;
    for (const [index, { at }] of events.entries()) if (at < events[first]!.at) first = index;
    const next = events[first];
    if (next !== undefined && next.at <= wakeAt) {
      events.splice(first, 1);
      now = next.at;
      next.run();
    } else if (wakeAt < Number.POSITIVE_INFINITY) {
      now = Math.max(now, wakeAt);
    } else {
      throw new Error(`Drive the estimator: found ${left} calls that wait for nothing`);
    }
  }
  return {
    answers,
    through,
    endedAt: now,
    efficiency: shortestTime(pacingCase) / now,
    waste: (answers.length - n) / n,
  };
}

/** Even enough for the jitter of a way, and the same for each seed. */
function createDice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
