/**
 * The rate of a service as measured from the gaps between its throttles; the derivation is in `rate-estimator.ts`.
 * Rates are calls per second, times seconds.
 */
export interface MeasuredRate {
  /** Undefined until a first burst or an earlier run gave an estimate. */
  readonly rate: number | undefined;
  /** Seconds of evidence behind the rate. */
  readonly known: number;
  /** Whether it was measured in this run. */
  readonly isMeasured: boolean;
  /** Estimates the rate from the calls that were accepted until the bucket was empty for the first time. */
  guess(burst: Gap): void;
  /**
   * Learns from a gap that a throttle ended.
   *
   * @returns false for a gap that is not conclusive yet: it continues
   */
  measure(gap: Gap, seen: Seen): boolean;
  /** Learns from a gap that has not ended, in which the bucket has been empty for a long time. */
  measureOpen(gap: Gap, scatter: number): void;
  /**
   * Learns from the calls that a bucket that is filled once per second accepted in one second.
   *
   * @returns false for so few calls that the bucket cannot be of that kind
   */
  measureSecond(second: { readonly calls: number; readonly gap: Gap; readonly probes: number }): boolean;
  /** Records the probes that were accepted at the end of a second, because tokens were left. */
  noteLeft(probes: number): void;
  /** Records for how many seconds the bucket had no token. */
  noteDry(seconds: number): void;
  /** Ends the gaps until now; the rate is measured again soon. */
  notePause(): void;
  /** The next gap is the first that counts. */
  startAnew(): void;
}

/** From one dry point to the next. */
export interface Gap {
  readonly seconds: number;
  readonly calls: number;
}

/** What happened in a gap. */
interface Seen {
  /** Tokens by which calls may have been early or late because of network delays. */
  readonly scatter: number;
  /** Early calls that were accepted. */
  readonly probes: number;
  /** The part of the gap from the first probe on. */
  readonly probed: Gap | undefined;
}

/** Parameters for the confidence of a measurement, tuned on cases like those of the benchmark. */
const TUNING = {
  /** Estimated size of a bucket of AWS, in seconds of its rate. */
  burstSeconds: 1.8,
  leastGuess: 1,
  /** A gap of fewer seconds is not conclusive: calls do not arrive in the order in which they are sent. */
  shortestGap: 0.2,
  /** Observations older than this number of seconds are forgotten. */
  memory: 18,
  /** Tokens by which a gap may differ from the rate, including what other callers use, per square root of the calls. */
  tolerance: 1.3,
  othersTolerance: 0.9,
  /** Tokens by which a remembered rate may differ from the measurement before it is changed. */
  rememberedTolerance: 4,
  /** A remembered rate is discarded if the measurement differs by more than this factor. */
  rememberedFactor: 1.6,
  /** Seconds that a remembered rate is trusted like a measured one, before and after a first gap that agrees. */
  remembered: 1.3,
  confirmed: 8,
  /** Maximum factor by which a rate falls at once: a few random throttles are not conclusive. */
  fall: 5,
  /** Accepted probes and excess tokens that indicate a higher rate … */
  risenProbes: 5,
  risenTokens: 5,
  /** … and seconds for which the new rate is then trusted, at the first indication and after a jump. */
  suspected: 0.1,
  risen: 0.38,
  /** A stepped rate grows by these factors if one probe, or many, were accepted in one second. */
  stepGrowth: 1.1,
  stepRise: 1.4,
  stepRisenProbes: 3,
  /** Seconds for which a stepped rate is trusted after a change. */
  stepSuspected: 0.8,
};

/** A bucket of this size overflows at once, so that a gap only gives a lower bound of the rate. */
const SMALL_BURST = 3;

/** The minimum rate, in calls per second: calls continue at this rate during an outage. */
export const SLOWEST = 1 / 30;

/** A lower rate from an earlier run is the result of such an outage. */
const SLOWEST_REMEMBERED = 0.5;

/** @param remembered calls per second that an earlier run measured */
export function createMeasuredRate(remembered: number | undefined): MeasuredRate {
  let rate = remembered === undefined ? undefined : Math.max(remembered, SLOWEST_REMEMBERED);
  let known = remembered === undefined ? 0 : TUNING.remembered;
  let isRemembered = remembered !== undefined;
  let isMeasured = false;
  let isSuspected = false;
  /** Newest first. */
  let gaps: readonly Gap[] = [];
  let burst = Number.POSITIVE_INFINITY;

  /** Changes the rate to the result of the newest gaps. */
  function learn(before: number, agreeing: Agreeing): void {
    const sum = sumOf(agreeing.gaps);
    const found = sum.calls / sum.seconds;
    const { rememberedTolerance, rememberedFactor } = TUNING;
    // A varying load by other callers is not a reason to discard a share that is about right.
    if (agreeing.isChange && !isWithin(rememberedFactor, found, remembered)) isRemembered = false;
    isMeasured = true;
    // Half a token more for a short gap: a rate that is too high costs a throttle, one that is too low costs time.
    const half = sum.seconds < 2 ? 0.5 : 0;
    rate = isRemembered
      ? Math.min(
          Math.max(remembered ?? before, (sum.calls - rememberedTolerance) / sum.seconds),
          (sum.calls + rememberedTolerance) / sum.seconds,
        )
      : Math.max((sum.calls + half) / sum.seconds, before / TUNING.fall, SLOWEST);
    known = sum.seconds + (isRemembered ? TUNING.remembered : 0);
  }

  /** A gap contained more calls than the rate explains: the rate may have risen within it, or other callers paused. */
  function rise(gap: Gap, probed: Gap, before: number): void {
    gaps = [];
    if (!isSuspected) {
      isSuspected = true;
      rate = Math.min(rate ?? before, before * 1.2);
      known = Math.min(known, TUNING.suspected);
      return;
    }
    isSuspected = false;
    isRemembered = false;
    // The gap began at the old rate, and the bucket had some of the tokens that the probes used: the rate is between the two.
    const found = probed.calls / Math.max(0.02, probed.seconds);
    rate = Math.max(rate ?? before, Math.sqrt((gap.calls / gap.seconds) * found));
    known = Math.min(known, TUNING.risen);
  }

  return {
    get rate() {
      return rate;
    },
    get known() {
      return known;
    },
    get isMeasured() {
      return isMeasured;
    },
    guess({ calls, seconds }) {
      burst = calls;
      // If the bucket was already empty, no call was accepted, which says little about its rate.
      rate = Math.max(TUNING.leastGuess, (calls + 0.5) / (TUNING.burstSeconds + seconds));
    },
    measure(gap, { scatter, probes, probed }) {
      if (gap.seconds < TUNING.shortestGap || rate === undefined) return false;
      const before = rate;
      const isFirst = gaps.length === 0;
      const agreeing = newestAgreeing([gap, ...gaps], before, scatter);
      learn(before, agreeing);
      gaps = agreeing.gaps;
      const surplus = gap.calls - before * gap.seconds;
      if (burst <= SMALL_BURST && probes >= burst) {
        // The last calls were accepted although the bucket cannot have contained tokens for all of them.
        const found = before * 2 ** (probes - burst) * 1.6;
        rate = Math.max(rate, Math.min(found, (2 * gap.calls) / gap.seconds));
        known = Math.min(known, TUNING.risen);
        gaps = [];
      } else if (
        probed !== undefined &&
        probes >= Math.min(TUNING.risenProbes, burst + 2) &&
        surplus > Math.min(TUNING.risenTokens, burst) + scatter
      ) {
        rise(gap, probed, before);
      } else {
        isSuspected = false;
        if (isRemembered && isFirst && Math.abs(surplus) < TUNING.tolerance + gap.calls / 10) {
          known = Math.max(known, TUNING.confirmed);
        }
      }
      return true;
    },
    measureOpen(gap, scatter) {
      if (gap.seconds < TUNING.shortestGap || rate === undefined) return;
      const agreeing = newestAgreeing([gap, ...gaps], rate, scatter);
      if (!agreeing.isChange) return;
      learn(rate, agreeing);
      gaps = agreeing.gaps.slice(1);
    },
    measureSecond({ calls, gap, probes }) {
      // Close to the jump a call may be early because of network delays.
      if (rate === undefined || calls < rate / 10) return true;
      if (calls < rate / 2 - 1) return false;
      const isMoved = probes >= TUNING.stepRisenProbes || calls < 0.7 * rate;
      known = isMoved ? Math.min(known, TUNING.stepSuspected) : Math.min(TUNING.memory, known + gap.seconds);
      rate = Math.max(calls, rate / 2);
      isMeasured = true;
      isRemembered = false;
      gaps = [];
      return true;
    },
    noteLeft(probes) {
      if (rate === undefined) return;
      const growth = probes >= TUNING.stepRisenProbes ? TUNING.stepRise : TUNING.stepGrowth;
      rate = Math.max(rate + probes, rate * growth);
      known = Math.min(known, TUNING.stepSuspected);
    },
    noteDry(seconds) {
      if (known === 0 && rate !== undefined) {
        rate = Math.min(rate, Math.max(SLOWEST, TUNING.burstSeconds / seconds));
      }
    },
    notePause() {
      known = Math.min(known, TUNING.remembered);
    },
    startAnew() {
      gaps = [];
    },
  };
}

interface Agreeing {
  readonly gaps: readonly Gap[];
  readonly isChange: boolean;
}

/** The newest gaps that agree with a rate. A gap that does not agree marks a change, and the gaps before it are ignored. */
function newestAgreeing(gaps: readonly Gap[], rate: number, scatter: number): Agreeing {
  let seconds = 0;
  let calls = 0;
  let kept = gaps.length;
  let worst = 1;
  let changedAfter: number | undefined;
  for (const [index, gap] of gaps.entries()) {
    seconds += gap.seconds;
    calls += gap.calls;
    const tolerance = TUNING.tolerance + scatter + TUNING.othersTolerance * Math.sqrt(rate * seconds);
    const off = Math.abs(calls - rate * seconds) / tolerance;
    if (off > worst) {
      worst = off;
      changedAfter = index + 1;
    }
    if (seconds > TUNING.memory) {
      kept = index + 1;
      break;
    }
  }
  return { gaps: gaps.slice(0, changedAfter ?? kept), isChange: changedAfter !== undefined };
}

function isWithin(factor: number, one: number, other: number | undefined): boolean {
  return other !== undefined && one <= other * factor && one >= other / factor;
}

function sumOf(gaps: readonly Gap[]): Gap {
  return gaps.reduce(
    (sum, { seconds, calls }) => ({ seconds: sum.seconds + seconds, calls: sum.calls + calls }),
    { seconds: 0, calls: 0 },
  );
}
