import { changeUnits, isReadAfter } from '../organization/change-units.ts';
import type { Organization, UnitChange } from '../organization/organization.ts';
import type { Context } from './context.ts';
import { changeSnapshot, observeOrganization } from './observe-organization.ts';

/**
 * The tree of units in which one unit is as recent as a given time. At most that unit is read: its event costs the
 * same in an organization of any size.
 *
 * @param after milliseconds since the epoch; 0: read the unit even if it is known
 */
export async function observeUnit(context: Context, unitId: string, after: number): Promise<Organization> {
  const organization = await observeOrganization({ ...context, organizationAfter: 0 });
  return after > 0 && isReadAfter(organization, unitId, after)
    ? organization
    : await learnUnit(context, organization, unitId);
}

/**
 * Reads one unit, with the ancestors that the tree does not contain, and saves them in the snapshot. If the snapshot cannot
 * be written, the next scope that needs the unit reads it again.
 */
export async function learnUnit(
  context: Context,
  organization: Organization,
  unitId: string,
): Promise<Organization> {
  const at = context.now();
  const reading = await context.ports.organization.describeUnit(unitId, organization);
  const changes: readonly UnitChange[] =
    reading.kind === 'gone'
      ? [{ id: unitId, at }]
      : reading.units.map(({ id, name, parentId }) => ({ id, at, unit: { name, parentId } }));
  const isNews = reading.kind === 'found' || organization.units.some(({ id }) => id === unitId);
  if (isNews) await changeSnapshot(context, (snapshot) => changeUnits(snapshot, changes));
  return changeUnits(organization, changes);
}
