import type { Organization } from '../organization/organization.ts';
import { isFresh, parseSnapshot, serialiseSnapshot } from '../organization/snapshot.ts';
import type { Context } from './context.ts';

const SNAPSHOT = 'organization.json';

/**
 * The tree of units: the snapshot in `state/` while it is fresh, else a walk of the organization, whose result becomes
 * the snapshot.
 */
export async function observeOrganization(
  { ports, now, snapshotMaxAgeMs }: Pick<Context, 'ports' | 'now' | 'snapshotMaxAgeMs'>,
  { refresh }: { readonly refresh: boolean },
): Promise<Organization> {
  if (!refresh) {
    const text = await ports.bucket.readState(SNAPSHOT);
    const snapshot = text === undefined ? undefined : parseSnapshot(text);
    if (snapshot !== undefined && isFresh(snapshot, now(), snapshotMaxAgeMs)) return snapshot;
  }
  const organization = await ports.organization.readUnits();
  await ports.bucket.writeState(SNAPSHOT, serialiseSnapshot(organization));
  return organization;
}
