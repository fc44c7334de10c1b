import { seedOrganization } from '../../src/emulator/services/organizations/seed.ts';
import { type CallCounts, totalOf, verdictOf } from './call-counts.ts';
import { aLens, estateOf, HUB } from './estate.ts';
import {
  accountArrival,
  firstWrites,
  getPerItemReads,
  lensArrival,
  lensChange,
  steadyReads,
  treeWalkReads,
  unitArrival,
} from './formulas.ts';
import type { Size } from './size.ts';
import { startKeeper } from './start-keeper.ts';

const NEW_UNIT = 'ou-ab12-newcomers';

/** The work for which calls are counted; `first` counts only writes. */
export type Work = 'first' | 'account arrives' | 'unit arrives' | 'lens arrives' | 'lens changes' | 'steady';

/** Calls of one work in an organization of one size. */
export interface CallsRow extends Size {
  readonly work: Work;
  readonly calls: number;
  readonly formula: number;
  /** Only for the steady comparison. */
  readonly others?: OtherWays;
  /** `exact`, or the operations that differ from the formula. */
  readonly verdict: string;
  readonly operations: readonly OperationCalls[];
}

/** The reads of other approaches to the same comparison. */
interface OtherWays<Count = number> {
  readonly getPerItem: Count;
  readonly treeWalk: Count;
}

export interface OperationCalls {
  readonly operation: string;
  readonly calls: number;
  readonly formula: number;
  readonly others?: OtherWays;
}

/**
 * Brings an organization of a size under Lenskeeper and counts its calls: all lenses and accounts except one of each by
 * the schedule, these two by their events, then new content for that lens, a comparison that finds nothing to do, and a
 * new unit.
 *
 * @throws Error when that comparison plans something
 */
export async function measureCalls(size: Size): Promise<readonly CallsRow[]> {
  const { organization, arrival, policy, lenses } = estateOf(size);
  const [newKey, newLens] = lenses.at(-1) ?? [];
  if (newKey === undefined || newLens === undefined) {
    throw new Error(`Cannot measure calls: found ${size.lenses} lenses, expected at least 1`);
  }
  const keeper = await startKeeper(organization, HUB);
  try {
    await keeper.put('lenskeeper.yaml', policy);
    for (const [key, lens] of lenses.slice(0, -1)) await keeper.put(key, lens);
    for (const scope of await keeper.reconcileAll()) await keeper.work(scope);
    const atOnce = keeper.takeCalls();

    await keeper.put(newKey, newLens);
    await keeper.work({ kind: 'lens', key: newKey });
    const lensArrived = keeper.takeCalls();

    seedOrganization(keeper.emulator.world, arrival.organization);
    await keeper.work({ kind: 'accounts', accountIds: [arrival.accountId] });
    const accountArrived = keeper.takeCalls();

    await keeper.put(newKey, aLens(size.lenses - 1, 'Use it well'));
    await keeper.work({ kind: 'lens', key: newKey });
    const lensChanged = keeper.takeCalls();

    const left = await keeper.reconcileAll();
    if (left.length > 0) {
      throw new Error(
        `The comparison is not empty: found ${left.length} scopes with something to do, expected none`,
      );
    }
    const steady = keeper.takeCalls();

    seedOrganization(keeper.emulator.world, { units: [{ id: NEW_UNIT, name: 'Newcomers' }] });
    await keeper.work({ kind: 'unit', unitId: NEW_UNIT, isRenamed: false });
    const unitArrived = keeper.takeCalls();

    const writes = [atOnce, lensArrived, accountArrived].flatMap((counts) => [...counts].filter(isWrite));
    return [
      rowOf(size, 'first', summed(writes), firstWrites(size)),
      rowOf(size, 'lens arrives', lensArrived, lensArrival(size)),
      rowOf(size, 'account arrives', accountArrived, accountArrival()),
      rowOf(size, 'unit arrives', unitArrived, unitArrival(size)),
      rowOf(size, 'lens changes', lensChanged, lensChange(size)),
      rowOf(size, 'steady', steady, steadyReads(size), {
        getPerItem: getPerItemReads(size),
        treeWalk: treeWalkReads(size),
      }),
    ];
  } finally {
    await keeper.close();
  }
}

function isWrite([operation]: readonly [string, number]): boolean {
  return !/^(List|Get|Describe|Export)/.test(operation);
}

function summed(counts: readonly (readonly [string, number])[]): CallCounts {
  const sums = new Map<string, number>();
  for (const [operation, count] of counts) sums.set(operation, (sums.get(operation) ?? 0) + count);
  return sums;
}

function rowOf(
  size: Size,
  work: Work,
  found: CallCounts,
  formula: CallCounts,
  others?: OtherWays<CallCounts>,
): CallsRow {
  const counted = [formula, found, ...(others ? [others.getPerItem, others.treeWalk] : [])];
  const names = new Set(counted.flatMap((counts) => [...counts.keys()]));
  const othersBy = (count: (counts: CallCounts) => number) =>
    others && { others: { getPerItem: count(others.getPerItem), treeWalk: count(others.treeWalk) } };
  return {
    ...size,
    work,
    calls: totalOf(found),
    formula: totalOf(formula),
    ...othersBy(totalOf),
    verdict: verdictOf(found, formula),
    operations: [...names].map((operation) => ({
      operation,
      calls: found.get(operation) ?? 0,
      formula: formula.get(operation) ?? 0,
      ...othersBy((counts) => counts.get(operation) ?? 0),
    })),
  };
}
