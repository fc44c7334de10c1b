/**
 * Some services fill their buckets once a second instead of all the time. Such a bucket has a clock of its own, which
 * jumps: all that matters is how many jumps lie between two moments. Where in the second it jumps is narrowed down from
 * what is seen: between a throttle and the next success there was a jump.
 *
 * Times are milliseconds of the client's clock when calls are sent; the way to the service is about the same for all.
 */
export interface RefillClock {
  /** Whether what was seen can hardly come from a bucket that fills all the time. */
  readonly isStepped: boolean;
  /** How long after the earliest possible jump the latest possible one lies. */
  readonly uncertainty: number;
  /** Jumps up to a moment, by the latest possible jump of each second; whole numbers, of any origin. */
  jumpsAt(at: number): number;
  /** The latest moment at which a jump can have come. */
  timeOf(jump: number): number;
  /**
   * Something was refilled between a throttle and a success.
   *
   * @param slack how much earlier or later than usual a call may have reached the service
   */
  observeRefill(emptyAt: number, filledAt: number, slack: number): void;
  /** The bucket turned out to be of the other kind. */
  forget(): void;
}

const SECOND_MS = 1_000;

/**
 * One lump is rare for a bucket that fills all the time, and so is each agreement on where in the second they come: the
 * chance of two random spans to meet is the sum of their lengths. The logarithms of the odds add up to this.
 */
const SURE = 2.8;
const ODDS_OF_A_LUMP = 1.2;

export function createRefillClock(): RefillClock {
  // A jump comes after `earliest` and not later than `uncertainty` after it, in every second.
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
      // A whole second holds a jump wherever it comes.
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

/** Where two spans of the second meet; the second one starts less than a second after the first. */
function commonSpan(one: Span, other: Span): Span | undefined {
  if (one.length >= SECOND_MS) return other;
  const end = one.start + one.length;
  const isAround = other.start + other.length - SECOND_MS >= one.start;
  if (other.start <= end) {
    // Around the second they may meet at both ends: then nothing is known that was not known before.
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
