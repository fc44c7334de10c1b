import { parseSnapshot } from './organization/snapshot.ts';
import type { UnitWalk } from './organization/unit-walk.ts';
import { SNAPSHOT } from './reconcile/observe-organization.ts';
import type { Bucket, Ports } from './reconcile/ports.ts';

/** The progress of reading the organization. */
export interface ReadingProgress {
  /** While the tree of units is read: the number of units whose children are known, and of units found. */
  readonly units?: { readonly read: number; readonly found: number };
  /** The number of units in the snapshot in `state/`, regardless of its age; undefined without a snapshot. */
  readonly unitsBefore?: number | undefined;
  /** While accounts are listed: the number listed so far. */
  readonly accounts?: number;
}

/** How one command, with all its plans, reads the organization. */
export interface OrganizationReading {
  /** Wraps ports so that the progress of the reading is reported and its result is kept. */
  through(ports: Ports): Ports;
  /** The earliest time at which the units may have been read, in milliseconds since the epoch; 0: any fresh snapshot. */
  readonly after: number;
  progress(): ReadingProgress;
}

/**
 * A command reads the units at most once and uses the result until it ends, even if the person may not write the
 * snapshot to `state/`.
 *
 * @param options.refresh read the units even if a snapshot is fresh enough
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
      // At the same age the snapshot in the bucket may be more complete: single units are added to it.
      return readAtOf(text) >= readAtOf(read) ? text : read;
    },
    changeCache: (name, change) =>
      bucket.changeCache(name, (text) => {
        const changed = change(text);
        if (name === SNAPSHOT && changed !== undefined) read = changed;
        return changed;
      }),
  });

  /** Used only to show progress: it is not awaited, and its failure is ignored. */
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
