import type { Organization, UnitChange } from './organization.ts';
import { unitsWithPaths } from './unit-path.ts';

/**
 * The tree with what was read of single units. Of two readings of one unit the later one counts; the walk counts where it
 * began later than the reading.
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
 * The newer of two walks, with what was read of single units after it began: a walk that began before a unit was made may
 * have been through the part that holds it, so it must not take away what was learned of the unit meanwhile.
 */
export function newerWalk(walked: Organization, kept: Organization | undefined): Organization {
  if (kept === undefined || kept.id !== walked.id) return walked;
  return kept.readAt > walked.readAt ? kept : changeUnits(walked, kept.changes ?? []);
}

/** Was the unit read after a moment, in milliseconds since the epoch: alone, or with the whole tree? */
export function isReadAfter(organization: Organization, unitId: string, moment: number): boolean {
  return (
    organization.readAt >= moment ||
    organization.changes?.some(({ id, at }) => id === unitId && at >= moment) === true
  );
}
