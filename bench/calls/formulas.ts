import type { CallCounts } from './call-counts.ts';
import type { Size } from './size.ts';

/** Items of a page: `MaxResults` of WA Tool and of Organizations at most (API models). */
const PAGE = { tool: 50, organizations: 20 };

/** A list that is empty is read as well. */
const pages = (items: number, size: number) => Math.max(1, Math.ceil(items / size));

/**
 * What one comparison of everything reads when nothing is to be done:
 * `⌈A/20⌉ + (U+1) + 1 + 2·⌈L/50⌉ + L + L·⌈shares/50⌉ + ⌈W/50⌉`.
 *
 * The walk of `U+1` is the only way to the names of units, which globs ask for, and to units without accounts. It holds
 * for up to 20 units under one parent; each further page of them is one call more.
 */
export function steadyReads({ accounts, units, lenses, workloads, shares }: Size): CallCounts {
  return new Map([
    ['ListRoots', 1],
    ['ListOrganizationalUnitsForParent', units + 1],
    ['ListAccounts', pages(accounts, PAGE.organizations)],
    ['ListLenses', 2 * pages(lenses, PAGE.tool)],
    ['GetLens', lenses],
    ['ListLensShares', lenses * pages(shares, PAGE.tool)],
    ['ListWorkloads', pages(workloads, PAGE.tool)],
  ]);
}

/**
 * The same comparison by a plain implementation that lists and then gets each item:
 * `(U+1) + U + ⌈A/20⌉ + A + ⌈L/50⌉ + L + L·shares + ⌈W/50⌉ + W`. It knows the root from its settings, walks the units
 * and describes each, asks every account for its parent, every lens for its tags, every lens and recipient for their
 * share (`SharedWithPrefix`), and every workload for its fields. It reads published lenses only.
 */
export function getPerItemReads({ accounts, units, lenses, workloads, shares }: Size): CallCounts {
  return new Map([
    ['ListOrganizationalUnitsForParent', units + 1],
    ['DescribeOrganizationalUnit', units],
    ['ListAccounts', pages(accounts, PAGE.organizations)],
    ['ListParents', accounts],
    ['ListLenses', pages(lenses, PAGE.tool)],
    ['GetLens', lenses],
    ['ListLensShares', lenses * shares],
    ['ListWorkloads', pages(workloads, PAGE.tool)],
    ['GetWorkload', workloads],
  ]);
}

/**
 * The same by an implementation that lists wherever there is a list, and finds out where accounts are with
 * ListAccountsForParent: steady reads with `U+1` of those, each of one page at least, in place of ListAccounts.
 */
export function treeWalkReads(size: Size): CallCounts {
  const perPlace = Math.ceil(size.accounts / size.units);
  return new Map([
    ...steadyReads(size),
    ['ListAccounts', 0],
    ['ListAccountsForParent', 1 + size.units * pages(perPlace, PAGE.organizations)],
  ]);
}

/** What it takes to make everything: each lens imported and published, `L·shares + W` shares and workloads. */
export function firstWrites({ lenses, workloads, shares }: Size): CallCounts {
  return new Map([
    ['ImportLens', lenses],
    ['CreateLensVersion', lenses],
    ['CreateLensShare', lenses * shares],
    ['CreateWorkload', workloads],
  ]);
}

/** A new account: it is described, looked for by the prefix of its workload's name, and given one. */
export function accountArrival(): CallCounts {
  return new Map([
    ['DescribeAccount', 1],
    ['ListWorkloads', 1],
    ['CreateWorkload', 1],
  ]);
}

/**
 * A new lens while the snapshot of the organization is fresh: both lists show that it is not there yet, the third that
 * its draft is (what ImportLens answers need not say so), and each recipient is one share.
 */
export function lensArrival({ shares }: Size): CallCounts {
  return new Map([
    ['ListLenses', 3],
    ['ImportLens', 1],
    ['CreateLensVersion', 1],
    ['CreateLensShare', shares],
  ]);
}

/** A lens with other content: the published one is exported, the new one published and its tags brought up to it. */
export function lensChange({ shares }: Size): CallCounts {
  return new Map([
    ['GetLens', 1],
    ['ExportLens', 1],
    ['ListLensShares', pages(shares, PAGE.tool)],
    ['ImportLens', 1],
    ['ListLenses', 1],
    ['CreateLensVersion', 1],
    ['TagResource', 1],
  ]);
}

/**
 * A new unit while the snapshot of the organization is fresh, whatever its size: it is described, each lens is confirmed
 * to be the remembered one, looked at for a share with this unit alone, and shared.
 */
export function unitArrival({ lenses, units, shares }: Size): CallCounts {
  // Lenses that are shared with the organization reach it without a share of its own.
  if (shares < units) return new Map([['DescribeOrganizationalUnit', 1]]);
  return new Map([
    ['DescribeOrganizationalUnit', 1],
    ['GetLens', lenses],
    ['ListLensShares', lenses],
    ['CreateLensShare', lenses],
  ]);
}
