import type { Organization } from '../organization/organization.ts';
import { isFresh, parseSnapshot, serialiseSnapshot } from '../organization/snapshot.ts';
import { beginWalk, parseWalk, serialiseWalk } from '../organization/unit-walk.ts';
import type { Context } from './context.ts';

const SNAPSHOT = 'organization.json';
/** Runs that walk at the same time must not undo each other's progress. */
const walkName = (run: string) => `runs/${run}/walk.json`;

/**
 * The tree of units: the snapshot in `state/` while it is fresh, else a walk of the organization, whose result becomes
 * the snapshot. A run walks once: one that the deadline ended goes on where it was when the run comes back, since 2,000
 * units take longer than the worker has.
 *
 * @param options.refresh walk, unless this run did already; `again`: even so
 */
export async function observeOrganization(
  { ports, run, now, snapshotMaxAgeMs }: Pick<Context, 'ports' | 'run' | 'now' | 'snapshotMaxAgeMs'>,
  { refresh }: { readonly refresh: boolean | 'again' },
): Promise<Organization> {
  if (refresh === false) {
    const text = await ports.bucket.readState(SNAPSHOT);
    const snapshot = text === undefined ? undefined : parseSnapshot(text);
    if (snapshot !== undefined && isFresh(snapshot, now(), snapshotMaxAgeMs)) return snapshot;
  }
  const kept =
    refresh === 'again' ? undefined : parseWalk((await ports.bucket.readState(walkName(run))) ?? '', run);
  const walk = kept ?? beginWalk(now());
  try {
    const organization = await ports.organization.readUnits(walk);
    await ports.bucket.writeCache(SNAPSHOT, serialiseSnapshot(organization));
    return organization;
  } finally {
    const text = serialiseWalk(walk, run);
    if (text !== undefined) await ports.bucket.writeCache(walkName(run), text);
  }
}
