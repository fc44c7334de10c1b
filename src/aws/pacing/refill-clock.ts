/**
 * Some services fill their buckets once per second instead of continuously. Such a bucket has a clock of its own, which
 * jumps: only the number of jumps between two moments matters. The position of the jump in the second is narrowed down from
 * observations: between a throttle and the next success there was a jump.
 *
 * Times are milliseconds of the client's clock when calls are sent; the delay to the service is about the same for all
 * calls.
 */
export interface RefillClock {
  /** Whether the observations are very unlikely for a bucket that fills continuously. */
  readonly isStepped: boolean;
  /** The time between the earliest and the latest possible jump. */
  readonly uncertainty: number;
  /** The number of jumps up to a moment, at the latest possible position in each second; the origin is arbitrary. */
  jumpsAt(at: number): number;
  /** The latest possible moment of a jump. */
  timeOf(jump: number): number;
  /**
   * Records that the bucket was refilled between a throttle and a success.
   *
   * @param slack how much earlier or later than usual a call may have reached the service
   */
  observeRefill(emptyAt: number, filledAt: number, slack: number): void;
  /** Forgets the observations, because the bucket is of the other kind. */
  forget(): void;
}

const SECOND_MS = 1_000;

/**
 * One lump is rare for a bucket that fills continuously, and so is each agreement on the position in the second: the
 * probability that two random spans overlap is the sum of their lengths. The sum of the logarithms of the odds must reach
 * this value.
 */
const SURE = 2.8;
const ODDS_OF_A_LUMP = 1.2;

export function createRefillClock(): RefillClock {
  // In every second a jump occurs after `earliest`, and at most `uncertainty` after it.
  let earliest = 0;
  let uncertainty = SECOND_MS;
  let odds = 0;
  let isStepped = false;
  const latest = () => earliest + uncertainty;

  return {
    get isStepped() {
      return isStepped;
    },
    get uncertainty() {
      return uncertainty;
    },
    jumpsAt: (at) => Math.floor((at - latest()) / SECOND_MS + ROUNDING),
    timeOf: (jump) => jump * SECOND_MS + latest(),
    forget() {
      earliest = 0;
      uncertainty = SECOND_MS;
      odds = 0;
      isStepped = false;
    },
    observeRefill(emptyAt, filledAt, slack) {
      const from = emptyAt - slack;
      const length = filledAt - emptyAt + 2 * slack;
      // Every whole second contains a jump.
      if (length >= SECOND_MS) return;
      const common = commonSpan(
        { start: earliest, length: uncertainty },
        { start: earliest + modulo(from - earliest, SECOND_MS), length },
      );
      odds = common === undefined ? 0 : odds - Math.log(Math.min(1, (length + uncertainty) / SECOND_MS));
      odds += ODDS_OF_A_LUMP;
      ({ start: earliest, length: uncertainty } = common ?? { start: from, length });
      isStepped = odds > SURE;
    },
  };
}

interface Span {
  readonly start: number;
  readonly length: number;
}

/** The overlap of two spans of the second; the second span starts less than a second after the first. */
function commonSpan(one: Span, other: Span): Span | undefined {
  if (one.length >= SECOND_MS) return other;
  const end = one.start + one.length;
  const isAround = other.start + other.length - SECOND_MS >= one.start;
  if (other.start <= end) {
    // Because the second is circular they may overlap at both ends: then nothing new is known.
    if (isAround) return one;
    return { start: other.start, length: Math.min(end, other.start + other.length) - other.start };
  }
  return isAround
    ? { start: one.start, length: Math.min(end, other.start + other.length - SECOND_MS) - one.start }
    : undefined;
}

/** Moments are sums of fractions of milliseconds. */
const ROUNDING = 1e-9;

function modulo(number: number, by: number): number {
  return ((number % by) + by) % by;
}
