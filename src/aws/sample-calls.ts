import type { CallSample } from '../reconcile/fleet-facts.ts';

/** A chart of more slices than this says nothing more. */
const MOST_SLICES = 120;

/** What a pacer has counted of one operation since it was made. */
interface Counted {
  /** Calls that were sent, throttled ones included. */
  readonly granted: number;
  readonly throttled: number;
}

export interface CallSampling {
  /** Ends it, which every run must; every slice has the same length but the last. */
  stop(): readonly CallSample[];
}

/**
 * Writes down each second how many calls were sent, for the report's chart.
 *
 * @param pressure what the pacers of a run have counted so far, by operation
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
  // What is counted keeps the process alive by itself, or is over.
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
