/**
 * What is known of a service's rate from the gaps between its throttles; the derivation stands in `rate-estimator.ts`.
 * Rates are calls per second, times seconds.
 */
export interface MeasuredRate {
  /** Undefined until a first burst or an earlier run gave an idea. */
  readonly rate: number | undefined;
  /** Seconds of evidence behind the rate. */
  readonly known: number;
  /** Whether it was measured in this run. */
  readonly isMeasured: boolean;
  /** So many calls came through until the bucket was dry for the first time. */
  guess(burst: Gap): void;
  /**
   * Learns from a gap that a throttle ended.
   *
   * @returns false for a gap that says nothing yet: it goes on
   */
  measure(gap: Gap, seen: Seen): boolean;
  /** Learns from a gap that goes on, in which the bucket has been dry for long. */
  measureOpen(gap: Gap, scatter: number): void;
  /**
   * Learns from what a bucket that is filled once a second gave in one.
   *
   * @returns false for so little that the bucket cannot be one of that kind
   */
  measureSecond(second: { readonly calls: number; readonly gap: Gap; readonly probes: number }): boolean;
  /** At the end of a second so many tokens were left that probes came through. */
  noteLeft(probes: number): void;
  /** The bucket had no token for so many seconds. */
  noteDry(seconds: number): void;
  /** The gaps until now are over; the rate is to be looked at again soon. */
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
  /** Tokens by which calls may have been early or late for the way they took. */
  readonly scatter: number;
  /** Calls before their time that came through. */
  readonly probes: number;
  /** The part of the gap from the first probe on. */
  readonly probed: Gap | undefined;
}

/** How sure a measurement is. Found by trying many settings on cases like those of the benchmark. */
const TUNING = {
  /** Seconds of its rate that a bucket of AWS holds, at a guess. */
  burstSeconds: 1.8,
  leastGuess: 1,
  /** A gap of fewer seconds says nothing: calls do not arrive in the order in which they are sent. */
  shortestGap: 0.2,
  /** What happened so many seconds ago is forgotten. */
  memory: 18,
  /** Tokens by which a gap may differ from the rate, and what others take, by the square root of the calls. */
  tolerance: 1.3,
  othersTolerance: 0.9,
  /** Tokens by which a remembered rate may differ from what is measured before it is moved. */
  rememberedTolerance: 4,
  /** A remembered rate is given up when what is measured differs by more than this factor. */
  rememberedFactor: 1.6,
  /** Seconds that a remembered rate is trusted like a measured one, before and after a first gap that agrees. */
  remembered: 1.3,
  confirmed: 8,
  /** A rate does not fall by more than this at once: a few unlucky throttles are not a fact. */
  fall: 5,
  /** Probes that came through and tokens too many that mean a risen rate … */
  risenProbes: 5,
  risenTokens: 5,
  /** … and seconds that the rate is then trusted, at the first sight and when it has jumped. */
  suspected: 0.1,
  risen: 0.38,
  /** A stepped rate grows by these factors when a probe, and when many, came through in one second. */
  stepGrowth: 1.1,
  stepRise: 1.4,
  stepRisenProbes: 3,
  /** Seconds that a stepped rate is trusted that has just moved. */
  stepSuspected: 0.8,
};

/** A bucket so small runs over at once, so that a gap says no more than how slow the rate is not. */
const SMALL_BURST = 3;

/** However bad it looks, the service is asked again so often, in calls per second: an outage ends some time. */
export const SLOWEST = 1 / 30;

/** A rate from an earlier run that is lower than this was such an outage. */
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

  /** Moves the rate to what the newest gaps say. */
  function learn(before: number, agreeing: Agreeing): void {
    const sum = sumOf(agreeing.gaps);
    const found = sum.calls / sum.seconds;
    const { rememberedTolerance, rememberedFactor } = TUNING;
    // Others who take a varying part are no reason to give up a share that is about right.
    if (agreeing.isChange && !isWithin(rememberedFactor, found, remembered)) isRemembered = false;
    isMeasured = true;
    // Half a token more for a short gap: too high costs a throttle, too low costs time.
    const half = sum.seconds < 2 ? 0.5 : 0;
    rate = isRemembered
      ? Math.min(
          Math.max(remembered ?? before, (sum.calls - rememberedTolerance) / sum.seconds),
          (sum.calls + rememberedTolerance) / sum.seconds,
        )
      : Math.max((sum.calls + half) / sum.seconds, before / TUNING.fall, SLOWEST);
    known = sum.seconds + (isRemembered ? TUNING.remembered : 0);
  }

  /** A gap held more than the rate explains: the rate may have risen within it, or others paused. */
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
    // The gap began at the old rate, and what the probes found was partly in the bucket: between the two.
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
      // Of a bucket that was dry already nothing came through, which says little of its rate.
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
        // The last calls came through although the bucket cannot have held tokens for all of them.
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
      // Right at the jump a call may be early for the way it took.
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

/** The newest gaps that agree with a rate; those that agree least are a change, and older ones say nothing any more. */
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
