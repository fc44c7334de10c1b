import type { OperationPressure } from '../aws/pacing/pacer.ts';

/** The period over which the current rate is measured, in milliseconds. */
const WINDOW_MS = 10_000;

/** Counts completed actions and measures their rate. */
export interface Pace {
  count(): void;
  now(): {
    /** Actions per second in the last period; undefined while there are too few. */
    readonly rate: number | undefined;
    /** Seconds since the start. */
    readonly seconds: number;
  };
}

/** @param now milliseconds of a monotonic clock */
export function createPace(now: () => number): Pace {
  const began = now();
  let times: number[] = [];
  return {
    count() {
      times.push(now());
    },
    now() {
      const at = now();
      times = times.filter((time) => time > at - WINDOW_MS);
      const seconds = (at - began) / 1_000;
      const window = Math.min(WINDOW_MS / 1_000, seconds);
      return { seconds, rate: times.length < 2 || window < 0.5 ? undefined : times.length / window };
    },
  };
}

/**
 * The rate, the waiting and throttled calls, and the time left: `9.8/s, CreateLensShare at 9.9/s, 31 waiting, 2
 * throttled, about 12 s left`.
 */
export function paceText({
  rate,
  seconds,
  left,
  pressure,
}: ReturnType<Pace['now']> & {
  /** The number of remaining actions. */
  readonly left: number;
  readonly pressure: readonly OperationPressure[];
}): string {
  const parts = [
    ...(rate === undefined ? [] : [`${number(rate)}/s`]),
    ...pressureParts(pressure),
    left === 0
      ? `in ${durationText(seconds)}`
      : rate === undefined
        ? `${left} to do`
        : `about ${durationText(left / rate)} left`,
  ];
  return parts.join(', ');
}

/** Names only the operation with the most waiting calls. */
function pressureParts(pressure: readonly OperationPressure[]): readonly string[] {
  const [hardest] = pressure
    .filter(({ waiting, throttled }) => waiting > 0 || throttled > 0)
    .sort((left, right) => right.waiting - left.waiting || right.throttled - left.throttled);
  if (hardest === undefined) return [];
  const { operation, ratePerSecond, waiting } = hardest;
  const throttled = pressure.reduce((sum, one) => sum + one.throttled, 0);
  return [
    `${operation}${ratePerSecond === undefined ? '' : ` at ${number(ratePerSecond)}/s`}`,
    ...(waiting > 0 ? [`${waiting} waiting`] : []),
    `${throttled} throttled`,
  ];
}

function number(value: number): string {
  return value < 100 ? value.toFixed(1) : value.toFixed(0);
}

/** `8 s`, `2 min 10 s`, `1 h 5 min`. */
export function durationText(seconds: number): string {
  const whole = Math.max(1, Math.ceil(seconds));
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes} min ${whole % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
