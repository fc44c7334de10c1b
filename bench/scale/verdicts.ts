import type { MemoryGrowth } from './measure-memory.ts';
import { BURST, type Measured, RATE, WRITES } from './measure-run.ts';
import type { FunctionSettings } from './read-settings.ts';

/** The original limit of SQS messages in bytes; messages should not grow because of newer limits. */
const LARGEST_MESSAGE = 256 * 1024;
const MOST_OVER_T = 1.1;
const MOST_GROWTH = 1.25;
/** A burst hides the rate of the other calls: only a number of calls much larger than the burst is measured. */
const BURSTS_MEASURED = 10;
const MIB = 1024 * 1024;

/** One claim of the bench, in words, and whether it is met. */
export interface Verdict {
  readonly name: string;
  readonly found: string;
  readonly wanted: string;
  readonly held: boolean;
}

export function verdictsOf(
  measured: Measured & {
    readonly memory: readonly MemoryGrowth[];
    readonly settings: ReadonlyMap<string, FunctionSettings>;
  },
): readonly Verdict[] {
  return [
    convergence(measured),
    pace(measured),
    ...limits(measured),
    ...queues(measured),
    again(measured),
    ...measured.memory.map(growth),
  ];
}

function convergence({ size, state }: Measured): Verdict {
  const lenses = size.organizationLenses + size.unitLenses;
  const shares = size.organizationLenses + size.unitLenses * size.sharedUnits;
  const wanted = { lenses, shares, workloads: size.matched, reviews: 2 * size.matched };
  const text = (of: typeof wanted) =>
    `${of.lenses} lenses, ${of.shares} shares, ${of.workloads} workloads with ${of.reviews} lenses`;
  return { name: 'converges', found: text(state), wanted: text(wanted), held: text(state) === text(wanted) };
}

/**
 * T* is the least time that N calls of one operation take: (N - B) / R. The operation with the largest T* bounds the
 * domain; the elapsed time ends with the last write of any operation.
 */
function pace({ tally, startedAt }: Measured): Verdict {
  const done = WRITES.flatMap((operation) => {
    const counted = tally[operation];
    return counted === undefined ? [] : [{ operation, ...counted }];
  });
  const [bound] = done.toSorted((a, b) => b.done - a.done);
  if (bound === undefined || bound.done < BURSTS_MEASURED * BURST) {
    throw new Error(
      `Cannot measure the pace: found ${bound?.done ?? 0} calls, expected at least ${BURSTS_MEASURED * BURST}`,
    );
  }
  const least = (bound.done - BURST) / RATE;
  const elapsed = (Math.max(...done.map(({ lastDoneAt }) => lastDoneAt)) - startedAt) / 1_000;
  const ratio = elapsed / least;
  const calls = done.map((each) => `${each.done} ${each.operation} (${each.throttled} throttled)`);
  return {
    name: 'elapsed by T*',
    found: `${ratio.toFixed(3)}, ${elapsed.toFixed(1)} s of at least ${least.toFixed(1)} s by ${bound.operation}; ${calls.join(', ')}`,
    wanted: `at most ${MOST_OVER_T}`,
    held: ratio <= MOST_OVER_T,
  };
}

function limits({
  invocations,
  settings,
}: Measured & { readonly settings: ReadonlyMap<string, FunctionSettings> }): readonly Verdict[] {
  return [...Map.groupBy(invocations, ({ functionName }) => functionName)].flatMap(([name, taken]) => {
    const { timeoutSeconds = 0, memoryMb = 0 } = settings.get(name) ?? {};
    const seconds = Math.max(...taken.map(({ ms }) => ms)) / 1_000;
    const mib = Math.max(...taken.map(({ peakRss }) => peakRss)) / MIB;
    return [
      {
        name: `longest of ${taken.length} invocations of ${name}`,
        found: `${seconds.toFixed(1)} s`,
        wanted: `under ${timeoutSeconds} s`,
        held: seconds < timeoutSeconds,
      },
      {
        name: `most memory of ${name}`,
        found: `${mib.toFixed(0)} MiB`,
        wanted: `under ${memoryMb} MiB`,
        held: mib < memoryMb,
      },
    ];
  });
}

function queues({ failures, deadLetters, largestMessage }: Measured): readonly Verdict[] {
  return [
    { name: 'failed receives', found: String(failures), wanted: '0', held: failures === 0 },
    { name: 'dead letters', found: String(deadLetters), wanted: '0', held: deadLetters === 0 },
    {
      name: 'largest message',
      found: `${largestMessage} bytes`,
      wanted: `at most ${LARGEST_MESSAGE}`,
      held: largestMessage <= LARGEST_MESSAGE,
    },
  ];
}

function again({ again: { scopes, writes } }: Measured): Verdict {
  return {
    name: 'second reconcile',
    found: `${scopes} scopes, ${writes} writes`,
    wanted: '0 scopes, 0 writes',
    held: scopes === 0 && writes === 0,
  };
}

function growth({ functionName, measure, few, many }: MemoryGrowth): Verdict {
  const ratio = many / few;
  return {
    name: `${measure} of ${functionName} at 10,000 accounts by that at 100`,
    found: `${ratio.toFixed(2)} (${(many / MIB).toFixed(0)} MiB, ${(few / MIB).toFixed(0)} MiB)`,
    wanted: `at most ${MOST_GROWTH}`,
    held: ratio <= MOST_GROWTH,
  };
}
