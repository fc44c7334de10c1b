import type { CallSample } from '../reconcile/fleet-facts.ts';

/** Maximum number of slices in the chart; more would not be readable. */
const MOST_SLICES = 120;

/** The counts of a pacer for one operation since the pacer was created. */
interface Counted {
  /** Calls that were sent, including throttled ones. */
  readonly granted: number;
  readonly throttled: number;
}

export interface CallSampling {
  /** Ends the sampling; every run must call it. All slices except the last have the same length. */
  stop(): readonly CallSample[];
}

/**
 * Records every second how many calls were sent, for the chart in the report.
 *
 * @param pressure the current counts of a run's pacers, by operation
 * @param options.now milliseconds since the epoch
 */
export function sampleCalls(
  pressure: () => readonly Counted[],
  { everyMs = 1_000, now = Date.now }: { readonly everyMs?: number; readonly now?: () => number } = {},
): CallSampling {
  const samples: CallSample[] = [];
  let atMs = now();
  let before = sumOf(pressure());
  const take = () => {
    const after = sumOf(pressure());
    samples.push({
      atMs,
      calls: after.granted - before.granted,
      throttled: after.throttled - before.throttled,
    });
    before = after;
    atMs = now();
  };
  const timer = setInterval(take, everyMs);
  // The timer must not keep the process alive: the counted calls do that while they run.
  timer.unref();
  return {
    stop() {
      clearInterval(timer);
      take();
      return merge(samples);
    },
  };
}

function sumOf(all: readonly Counted[]): Counted {
  return {
    granted: all.reduce((sum, { granted }) => sum + granted, 0),
    throttled: all.reduce((sum, { throttled }) => sum + throttled, 0),
  };
}

function merge(samples: readonly CallSample[]): readonly CallSample[] {
  const size = Math.ceil(samples.length / MOST_SLICES);
  return [...Map.groupBy(samples, (_, index) => Math.floor(index / size)).values()].map((slice) => ({
    atMs: slice[0]?.atMs ?? 0,
    calls: slice.reduce((sum, { calls }) => sum + calls, 0),
    throttled: slice.reduce((sum, { throttled }) => sum + throttled, 0),
  }));
}
