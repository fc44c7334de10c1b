import type { CallCounts } from './call-counts.ts';
import type { Size } from './size.ts';

/** Most items of a page: the maximum of `MaxResults` in WA Tool and Organizations (API models). */
const PAGE = { tool: 50, organizations: 20 };

/** An empty list needs one call too. */
const pages = (items: number, size: number) => Math.max(1, Math.ceil(items / size));

/**
 * The reads of one comparison of everything that finds nothing to do:
 * `⌈A/20⌉ + (U+1) + 1 + 2·⌈L/50⌉ + L + L·⌈shares/50⌉ + ⌈W/50⌉`.
 *
 * Only the walk of `U+1` calls finds the names of units, which globs need, and units without accounts. The formula is
 * valid for up to 20 units under one parent; each further page is one more call.
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
 * The same comparison by an implementation that uses every list, and finds the parents of accounts with
 * ListAccountsForParent: the steady reads with `U+1` of those calls, each of at least one page, in place of
 * ListAccounts.
 */
export function treeWalkReads(size: Size): CallCounts {
  const perPlace = Math.ceil(size.accounts / size.units);
  return new Map([
    ...steadyReads(size),
    ['ListAccounts', 0],
    ['ListAccountsForParent', 1 + size.units * pages(perPlace, PAGE.organizations)],
  ]);
}

/** The writes that create everything: each lens imported and published, `L·shares + W` shares and workloads. */
export function firstWrites({ lenses, workloads, shares }: Size): CallCounts {
  return new Map([
    ['ImportLens', lenses],
    ['CreateLensVersion', lenses],
    ['CreateLensShare', lenses * shares],
    ['CreateWorkload', workloads],
  ]);
}

/** A new account: it is described, its workload is searched by name prefix, and a workload is created. */
export function accountArrival(): CallCounts {
  return new Map([
    ['DescribeAccount', 1],
    ['ListWorkloads', 1],
    ['CreateWorkload', 1],
  ]);
}

/**
 * A new lens while the snapshot of the organization is fresh: both lists show that it does not exist yet, the third
 * list shows its draft (the reply of ImportLens may not), and each recipient is one share.
 */
export function lensArrival({ shares }: Size): CallCounts {
  return new Map([
    ['ListLenses', 3],
    ['ImportLens', 1],
    ['CreateLensVersion', 1],
    ['CreateLensShare', shares],
  ]);
}

/**
 * A lens with new content: the published version is exported, the new version is published, and the tags are updated.
 */
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
 * A new unit while the snapshot of the organization is fresh, for any size: it is described; each lens is checked
 * against the remembered one, checked for a share with this unit, and shared.
 */
export function unitArrival({ lenses, units, shares }: Size): CallCounts {
  // Lenses that are shared with the organization reach the unit without another share.
  if (shares < units) return new Map([['DescribeOrganizationalUnit', 1]]);
  return new Map([
    ['DescribeOrganizationalUnit', 1],
    ['GetLens', lenses],
    ['ListLensShares', lenses],
    ['CreateLensShare', lenses],
  ]);
}
