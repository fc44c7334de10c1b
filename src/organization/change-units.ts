import type { Organization, UnitChange } from './organization.ts';
import { unitsWithPaths } from './unit-path.ts';

/**
 * The tree updated with readings of single units. Of two readings of one unit the later one applies; the walk applies if it
 * began after the reading.
 */
export function changeUnits(organization: Organization, changes: readonly UnitChange[]): Organization {
  const newest = new Map<string, UnitChange>();
  for (const change of [...(organization.changes ?? []), ...changes]) {
    const known = newest.get(change.id);
    const isNewer = change.at >= organization.readAt && (known === undefined || change.at >= known.at);
    if (isNewer) newest.set(change.id, change);
  }
  if (newest.size === 0) return organization;
  const others = organization.units.filter(({ id }) => !newest.has(id));
  const changed = [...newest.values()].flatMap(({ id, unit }) =>
    unit === undefined ? [] : [{ id, ...unit }],
  );
  return {
    ...organization,
    units: unitsWithPaths(organization.rootId, [...others, ...changed]),
    changes: [...newest.values()],
  };
}

/**
 * The newer of two walks, updated with the readings of single units after it began. A walk that began before a unit was
 * created may already have read that part of the tree, so it must not remove a unit that was read separately in the
 * meantime.
 */
export function newerWalk(walked: Organization, kept: Organization | undefined): Organization {
  if (kept === undefined || kept.id !== walked.id) return walked;
  return kept.readAt > walked.readAt ? kept : changeUnits(walked, kept.changes ?? []);
}

/** Whether the unit was read after a time, in milliseconds since the epoch, either alone or with the whole tree. */
export function isReadAfter(organization: Organization, unitId: string, moment: number): boolean {
  return (
    organization.readAt >= moment ||
    organization.changes?.some(({ id, at }) => id === unitId && at >= moment) === true
  );
}
