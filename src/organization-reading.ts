import { parseSnapshot } from './organization/snapshot.ts';
import type { UnitWalk } from './organization/unit-walk.ts';
import { SNAPSHOT } from './reconcile/observe-organization.ts';
import type { Bucket, Ports } from './reconcile/ports.ts';

/** How far reading the organization has come. */
export interface ReadingProgress {
  /** While the tree of units is read: units whose children are known, and units that were found. */
  readonly units?: { readonly read: number; readonly found: number };
  /** How many units the snapshot in `state/` has, however old it is; undefined without one. */
  readonly unitsBefore?: number | undefined;
  /** While accounts are listed: how many were. */
  readonly accounts?: number;
}

/** How one command, with all its looks, reads the organization. */
export interface OrganizationReading {
  /** Ports through which the reading is followed and its result kept, wherever they came from. */
  through(ports: Ports): Ports;
  /** The units must have been read then or later, in milliseconds since the epoch; 0: any fresh snapshot will do. */
  readonly after: number;
  progress(): ReadingProgress;
}

/**
 * A command reads the units once at most: what it read serves it to its end, also where the person may not write the
 * snapshot to `state/`.
 *
 * @param options.refresh read the units although an older snapshot would do
 * @param options.now milliseconds since the epoch
 */
export function createOrganizationReading({
  refresh,
  now = Date.now,
}: {
  readonly refresh: boolean;
  readonly now?: () => number;
}): OrganizationReading {
  let walk: UnitWalk | undefined;
  let read: string | undefined;
  let unitsBefore: number | undefined;
  let accounts: number | undefined;

  const keepSnapshot = (bucket: Bucket): Bucket => ({
    ...bucket,
    async readState(name) {
      const text = await bucket.readState(name);
      if (name !== SNAPSHOT || read === undefined) return text;
      // At the same age the bucket's may know more: single units are added to it.
      return readAtOf(text) >= readAtOf(read) ? text : read;
    },
    changeCache: (name, change) =>
      bucket.changeCache(name, (text) => {
        const changed = change(text);
        if (name === SNAPSHOT && changed !== undefined) read = changed;
        return changed;
      }),
  });

  /** Only for the person who waits: nobody waits for it, and its failure is nobody's. */
  const countUnitsBefore = (bucket: Bucket): void => {
    bucket.readState(SNAPSHOT).then(
      (text) => {
        unitsBefore = text === undefined ? undefined : parseSnapshot(text)?.units.length;
      },
      () => {},
    );
  };

  return {
    through: (ports) => ({
      ...ports,
      bucket: keepSnapshot(ports.bucket),
      organization: {
        ...ports.organization,
        async readUnits(began, onRead) {
          walk = began;
          countUnitsBefore(ports.bucket);
          try {
            return await ports.organization.readUnits(began, onRead);
          } finally {
            walk = undefined;
          }
        },
        async listAccounts(tree) {
          try {
            return await ports.organization.listAccounts(tree, (listed) => {
              accounts = listed;
            });
          } finally {
            accounts = undefined;
          }
        },
      },
    }),
    after: refresh ? now() : 0,
    progress: () => ({
      ...(walk?.root === undefined
        ? {}
        : {
            units: { read: Math.max(0, walk.found.size - walk.open.size), found: walk.found.size },
            unitsBefore,
          }),
      ...(accounts === undefined ? {} : { accounts }),
    }),
  };
}

function readAtOf(snapshot: string | undefined): number {
  return (snapshot === undefined ? undefined : parseSnapshot(snapshot)?.readAt) ?? Number.NEGATIVE_INFINITY;
}
