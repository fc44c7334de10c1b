import { createMeasuredRate, type Gap, SLOWEST } from './measured-rate.ts';
import { createRefillClock } from './refill-clock.ts';

/**
 * Measures the rate of a service's token bucket from the accepted calls, and decides when the next call may be sent.
 *
 * ## What a throttle shows
 *
 * A bucket of rate R contains less than one token when it throttles. So between two throttles, D seconds apart with k calls
 * accepted, R·D tokens came in and k went out, and both times less than one was left:
 *
 *     |k − R·D| < 1,   hence   R = k/D with an error below 1/D
 *
 * This is a measurement, not a search, and its precision grows with D: three measurements, each three times as long as the
 * one before, give R to a few percent. Therefore the gaps from one dry point (empty bucket) to the next are stored; their
 * quotient Σk/ΣD is the rate.
 *
 * ## When to send
 *
 * From a dry point on, the n-th call is due when the bucket has its token: n/R seconds later. The client's own schedule
 * counts from the dry point and not from the last call, so that a late call costs nothing: the bucket keeps the tokens that
 * were not used. If the schedule is slightly early, it drifts into the next dry point after `quiet` seconds, which
 * ends a gap of that length. The cost is one throttle for each gap; the benefit is a new measurement of R. After `quiet`
 * seconds without a throttle the rate must have risen (or was too low): early calls, **probes**, are sent until one is
 * throttled; each success doubles their rate, so that a rate four times as high is found within a few round trips.
 *
 * `quiet` begins short and triples, because a throttle at time t invalidates only about the last t seconds; its maximum is
 * `22 s / √R`: 7 s at 10 per second, where a throttle per gap is 1.4 % of the calls, 2 s at 100 per second.
 *
 * ## When the rate changes
 *
 * The gaps must agree with one rate: |k − R·D| stays below about one token, plus a square root for the throttles that
 * others caused, plus the variation of network delays. The newest gaps that do not agree give the new rate, and all older
 * ones are forgotten. A call that is throttled again although its token must have come waits alone, twice as long each time
 * (a **spell**), so that a rate four times lower costs only a few throttles. A gap that ended much later than planned, with
 * many probes, contains two rates: it is checked again, and if the next gap is of this kind, too, the rate jumps.
 *
 * ## At the start
 *
 * The bucket is full and nothing is known. Calls are sent by a window, which grows with the accepted calls, until the
 * bucket is empty. Its size is about the number of accepted calls, and buckets of AWS contain the tokens of one to two
 * seconds (the published ones of Organizations do): this gives the first estimate. With a rate from an earlier run the
 * bucket is drained at twice that rate and faster, and the measurements change the rate only as far as necessary, |k − R·D|
 * < 4: several processes that share a bucket keep their shares.
 *
 * ## Buckets that are filled once per second
 *
 * After a spell, two calls more than a continuously filled bucket could contain are a lump. Lumps that come at the same
 * time in the second indicate a stepped bucket (`refill-clock.ts`). Then R is counted: the calls that were accepted from
 * one jump to a throttle. Calls are spread over the second after the latest possible jump, a throttle waits for the next
 * jump, and probes are sent only just before it.
 *
 * The evaluation of gaps is in `measured-rate.ts`, the schedule is here; neither has a clock or a timer of its own. All
 * times are milliseconds of one clock that the caller gives, rates are calls per second.
 */
export interface RateEstimator {
  /** When the next call may be sent; Infinity: not before an answer arrives. */
  nextAt(now: number): number;
  /** Records that a call is sent. */
  grant(now: number): Grant;
  /** The service answered with a result or an error, but did not throttle. */
  answered(grant: Grant, now: number): void;
  /** @param retryAt the time that the service requested; undefined: it did not specify one */
  throttled(grant: Grant, now: number, retryAt?: number): void;
  /** The result of the call is unknown. */
  abandoned(grant: Grant): void;
  /** The rate that calls are paced at; undefined until the first throttle. */
  rate(): number | undefined;
  /** The rate, if it was measured in this run. */
  learned(): number | undefined;
}

/** A call that was sent. */
export interface Grant {
  readonly at: number;
  /** Number of calls that were accepted before it, as far as known. */
  index: number;
  /** It was sent early, to check whether the rate has risen. */
  readonly isProbe: boolean;
}

/** A moment, with the number of calls that were accepted until then. */
interface Point {
  readonly at: number;
  index: number;
}

/** Parameters of the schedule, tuned on cases like those of the benchmark. */
const TUNING = {
  /** Calls that are sent at once at the start. */
  startWindow: 2,
  /** At the start the window grows by one for this number of accepted calls. */
  startShare: 4.8,
  /** Tokens by which the schedule is delayed at a dry point … */
  margin: 1,
  /** … plus this number of mean deviations of the round trip. */
  deviations: 2.1,
  /** The next gap may be this many times as long as the evidence for the rate. */
  trust: 2,
  /** Minimum number of calls in a gap. */
  shortestCalls: 3.5,
  /** Maximum length of a gap in seconds, divided by the square root of the rate. */
  longest: 22,
  longestAtAll: 20,
  /** Concurrent probes: one for this number of accepted calls. */
  probeShare: 3.4,
  /** Milliseconds before a jump in which a stepped bucket is probed. */
  stepProbe: 100,
  /** A jump is known well enough if its uncertainty is this number of milliseconds. */
  stepPhase: 80,
};

/** A bucket may be filled once per second, so only a second without tokens shows that the rate has fallen. */
const DRY_MS = 1_000;
/** Maximum delay of a call to the service after a jump. */
const LATE_MS = 50;
const SECOND_MS = 1_000;
const LONGEST_WAIT_MS = SECOND_MS / SLOWEST;
/** Tolerance for moments, which are sums of fractions of milliseconds. */
const ROUNDING_MS = 1e-6;

/** @param options.remembered calls per second that an earlier run measured */
export function createRateEstimator(
  options: { readonly remembered?: number | undefined } = {},
): RateEstimator {
  const measured = createMeasuredRate(options.remembered);
  const refill = createRefillClock();
  const inFlight = new Set<Grant>();
  /** Calls that were sent and not throttled. */
  let total = 0;
  let blockedUntil = 0;
  const roundTrip = { mean: 0, deviation: 0, isKnown: false };

  // The start of the schedule, and the start of the current gap; undefined before the first throttle.
  let dryPoint: Point | undefined;
  let gapStart: Point | undefined;
  /** Since when the tokens of a full bucket are being used. */
  let draining: Point | undefined;
  let lastGrantAt = 0;

  // The throttles since the last success, and the probes since the last throttle.
  let throttles = 0;
  let throttledAt = Number.NEGATIVE_INFINITY;
  let learnedAt = Number.NEGATIVE_INFINITY;
  let isDry = false;
  let spell: { readonly from: number; readonly to: number } | undefined;
  let isAfterSpell = false;
  let probesOut = 0;
  let probesThrough = 0;
  let firstProbe: Point | undefined;
  /** The jump of a stepped bucket that is being counted. */
  let counted: Point & { readonly jump: number } = { at: 0, index: 0, jump: 0 };

  /** Tokens by which a call may be early or late because of network delays. */
  const scatter = (pace: number) => (pace * roundTrip.deviation * TUNING.deviations) / SECOND_MS;

  /** Seconds from a dry point until probes are sent. */
  const quiet = (pace: number) =>
    Math.max(
      Math.min(TUNING.longestAtAll, TUNING.shortestCalls / pace),
      Math.min(TUNING.longestAtAll, TUNING.longest / Math.sqrt(pace), TUNING.trust * measured.known),
    );

  /** The jump that a call at this time certainly precedes. */
  const jumpBefore = (at: number) => refill.jumpsAt(at + refill.uncertainty);

  const count = (at: number, index: number) => {
    counted = { at, index, jump: jumpBefore(at) };
  };

  /** When the next call has its token. */
  function dueAt(from: Point, pace: number): number {
    const ahead = total - from.index;
    if (refill.isStepped) {
      const jump = refill.timeOf(refill.jumpsAt(from.at) + 1);
      const middle = jump - refill.uncertainty / 2;
      // The first call after a throttle also determines in which half of the uncertainty the jump occurs.
      const isNarrowed = refill.uncertainty <= TUNING.stepPhase || middle <= from.at;
      return ahead === 0 && throttles === 1 && !isNarrowed ? middle : jump + (ahead / pace) * SECOND_MS;
    }
    const until = quiet(pace);
    const margin = TUNING.margin + scatter(pace);
    const drifting = (ahead + margin) / (pace + margin / until);
    return from.at + (drifting <= until ? drifting : ahead / pace) * SECOND_MS;
  }

  /** When the next probe may be sent. */
  function probeAt(now: number, from: Point, pace: number): number {
    if (probesOut >= Math.max(1, probesThrough / TUNING.probeShare)) return Number.POSITIVE_INFINITY;
    const paced = lastGrantAt + SECOND_MS / (pace * 2 ** (1 + probesThrough));
    const quietAt = from.at + quiet(pace) * SECOND_MS;
    if (!refill.isStepped) {
      return Math.max(now, paced, isAfterSpell && probesThrough < LUMP ? from.at : quietAt);
    }
    if (isDry) return Number.POSITIVE_INFINITY;
    const end = refill.timeOf(jumpBefore(Math.max(quietAt, now)) + 1) - refill.uncertainty;
    return Math.max(now, paced, end - TUNING.stepProbe);
  }

  /** When the single call that tests for a token may be sent, after several throttles. */
  function lookAt(from: Point, pace: number): number {
    if (inFlight.size > 0) return Number.POSITIVE_INFINITY;
    if (refill.isStepped) return refill.timeOf(refill.jumpsAt(throttledAt) + 1);
    const dryFor = throttledAt - from.at;
    return dryFor < DRY_MS
      ? Math.min(throttledAt + (2 ** (throttles - 1) / pace) * SECOND_MS, from.at + DRY_MS + LATE_MS)
      : throttledAt + Math.min(LONGEST_WAIT_MS, Math.max(dryFor, SECOND_MS / pace));
  }

  /** Handles a pause, which has filled the bucket, so that the measurement until then had spare tokens. */
  function noticePause(now: number, from: Point, pace: number): void {
    if (draining !== undefined || throttles > 0) return;
    const late = now - dueAt(from, pace);
    if (late < Math.max(PAUSE_MS, (PAUSE_TOKENS / pace) * SECOND_MS)) return;
    draining = { at: now, index: total };
    gapStart = undefined;
    measured.notePause();
  }

  /** Learns from the gap that ends at a throttle. */
  function measure(point: Point): void {
    if (gapStart === undefined) {
      gapStart = point;
      return;
    }
    const gap = gapBetween(gapStart, point);
    if (refill.isStepped) {
      gapStart = point;
      if (counted.jump !== jumpBefore(point.at)) return;
      const calls = point.index - counted.index;
      if (!measured.measureSecond({ calls, gap, probes: probesThrough })) refill.forget();
      return;
    }
    const isCounted = measured.measure(gap, {
      scatter: scatter(measured.rate ?? 0),
      probes: probesThrough,
      // A late call that was sent before the probes is not evidence about them.
      probed:
        firstProbe !== undefined && firstProbe.at < point.at ? gapBetween(firstProbe, point) : undefined,
    });
    if (isCounted) gapStart = point;
  }

  /** The tokens that were left at the end of a second belong to the rate. */
  function endStep(now: number): void {
    count(now, total);
    if (probesThrough === 0) return;
    measured.noteLeft(probesThrough);
    probesThrough = 0;
    firstProbe = undefined;
    dryPoint = { at: refill.timeOf(jumpBefore(now)) - refill.uncertainty - 1, index: total };
  }

  function endSpell(call: Grant, from: Point): void {
    if (refill.isStepped) {
      dryPoint = { at: call.at, index: call.index };
      return;
    }
    spell = { from: throttledAt, to: call.at };
    isAfterSpell = true;
    const dryFor = call.at - from.at;
    if (dryFor > DRY_MS + 2 * LATE_MS) measured.noteDry(dryFor / SECOND_MS);
    dryPoint = { at: call.at, index: call.index + 1 };
  }

  return {
    nextAt(now) {
      const pace = measured.rate;
      if (pace === undefined) {
        draining ??= { at: now, index: total };
        const through = total - inFlight.size - draining.index;
        return inFlight.size < Math.max(TUNING.startWindow, through / TUNING.startShare)
          ? Math.max(now, blockedUntil)
          : Number.POSITIVE_INFINITY;
      }
      if (dryPoint === undefined) {
        dryPoint = { at: now, index: total };
        draining = dryPoint;
      }
      noticePause(now, dryPoint, pace);
      if (throttles >= 2) return Math.max(blockedUntil, lookAt(dryPoint, pace));
      if (draining !== undefined) {
        const drained = total - draining.index;
        const paced = drained === 0 ? now : lastGrantAt + SECOND_MS / (pace * (2 + drained / 8));
        return Math.max(now, blockedUntil, paced);
      }
      return Math.max(blockedUntil, Math.min(dueAt(dryPoint, pace), probeAt(now, dryPoint, pace)));
    },
    grant(now) {
      const isProbe =
        draining === undefined &&
        throttles < 2 &&
        dryPoint !== undefined &&
        measured.rate !== undefined &&
        now + ROUNDING_MS < dueAt(dryPoint, measured.rate);
      const grant = { at: now, index: total, isProbe };
      if (isProbe) {
        probesOut += 1;
        firstProbe ??= { at: now, index: total };
      }
      if (refill.isStepped && jumpBefore(now) !== counted.jump) endStep(now);
      total += 1;
      lastGrantAt = now;
      inFlight.add(grant);
      return grant;
    },
    answered(grant, now) {
      inFlight.delete(grant);
      if (grant.isProbe) {
        probesOut -= 1;
        if (dryPoint !== undefined && grant.at > dryPoint.at) probesThrough += 1;
        if (spell !== undefined && probesThrough >= LUMP - 1) {
          refill.observeRefill(spell.from, spell.to, roundTrip.deviation);
          count(now, total);
          spell = undefined;
        }
      }
      const took = now - grant.at;
      if (!roundTrip.isKnown) roundTrip.mean = took;
      else {
        roundTrip.deviation += (Math.abs(took - roundTrip.mean) - roundTrip.deviation) / 16;
        roundTrip.mean += (took - roundTrip.mean) / 16;
      }
      roundTrip.isKnown = true;
      // A call that was in progress at the same time as the throttled one may have got its token earlier.
      if (isDry && grant.at >= learnedAt) {
        isDry = false;
        if (refill.isStepped) {
          refill.observeRefill(throttledAt, grant.at, roundTrip.deviation);
          count(grant.at, grant.index);
        }
      }
      if (throttles > 0 && dryPoint !== undefined && grant.at > throttledAt) {
        if (throttles >= 2) endSpell(grant, dryPoint);
        throttles = 0;
      }
    },
    throttled(grant, now, retryAt) {
      inFlight.delete(grant);
      if (grant.isProbe) probesOut -= 1;
      total -= 1;
      for (const point of [...inFlight, dryPoint, gapStart, draining, firstProbe, counted]) {
        if (point !== undefined && point.index > grant.index) point.index -= 1;
      }
      if (retryAt !== undefined)
        blockedUntil = Math.max(blockedUntil, Math.min(retryAt, now + LONGEST_WAIT_MS));
      isDry = true;
      const point = { at: grant.at, index: grant.index };
      if (grant.at <= learnedAt) {
        // It was in progress when the bucket was found empty: this is the same event.
        if (grant.at <= throttledAt) return;
        throttledAt = grant.at;
        if (throttles < 2) dryPoint = { ...point };
        return;
      }
      learnedAt = now;
      throttledAt = grant.at;
      throttles += 1;
      if (throttles >= 2) {
        const isLong = gapStart !== undefined && grant.at - gapStart.at > DRY_MS;
        if (isLong && measured.known > 0 && !refill.isStepped) {
          measured.measureOpen(gapBetween(gapStart ?? point, point), scatter(measured.rate ?? 0));
        }
        return;
      }
      dryPoint = { ...point };
      if (draining !== undefined) {
        if (measured.rate === undefined) measured.guess(gapBetween(draining, point));
        draining = undefined;
        measured.startAnew();
        gapStart = point;
      } else {
        measure(point);
      }
      probesThrough = 0;
      firstProbe = undefined;
      isAfterSpell = false;
      spell = undefined;
    },
    abandoned(grant) {
      inFlight.delete(grant);
      if (grant.isProbe) probesOut -= 1;
    },
    rate: () => measured.rate,
    learned: () => (measured.isMeasured ? measured.rate : undefined),
  };
}

/** Calls at once that a continuously filled bucket that was just empty cannot accept. */
const LUMP = 3;
/** The bucket counts as full if the next call has been due for this long, and this number of tokens has come in since. */
const PAUSE_MS = 1_000;
const PAUSE_TOKENS = 5;

function gapBetween(from: Point, to: Point): Gap {
  return { seconds: (to.at - from.at) / SECOND_MS, calls: to.index - from.index };
}
