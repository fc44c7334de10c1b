import { randomUUID } from 'node:crypto';
import { NotReadyError } from '../errors.ts';
import { newerWalk } from '../organization/change-units.ts';
import type { Organization } from '../organization/organization.ts';
import { isFresh, parseSnapshot, serialiseSnapshot } from '../organization/snapshot.ts';
import { beginWalk, parseWalk, serialiseWalk, type UnitWalk } from '../organization/unit-walk.ts';
import type { Context } from './context.ts';
import { CLAIM_MS, isHeld, parseClaim, serialiseClaim, WALK_CLAIM, waitFor } from './walk-claim.ts';

/** Name under `state/`. */
export const SNAPSHOT = 'organization.json';
const walkName = (run: string) => `runs/${run}/walk.json`;

/** How often a walk saves what it read and renews its claim, in milliseconds. */
const KEEP_EVERY_MS = 15_000;

/** The part of the context that reading the tree needs. */
export type TreeContext = Pick<
  Context,
  'ports' | 'run' | 'now' | 'snapshotMaxAgeMs' | 'organizationAfter' | 'comesBack'
>;

/**
 * The tree of units: the snapshot in `state/` if it is recent enough, else a walk of the organization, whose result becomes
 * the snapshot. A walk that began after a given time contains all changes before that time, whichever invocation walked: of
 * all that need the tree at the same time, only one walks. A walk that the deadline interrupted is resumed, because 2,000
 * units take longer than the time limit of the worker.
 *
 * @param options.again start a new walk even if this run has already walked
 * @throws {NotReadyError} when another invocation walks and the scope is retried automatically
 */
export async function observeOrganization(
  context: TreeContext,
  { again = false }: { readonly again?: boolean } = {},
): Promise<Organization> {
  if (again) return await walkOnce(context, { after: context.now(), again });
  const after = context.organizationAfter;
  return (await readSnapshot(context, after)) ?? (await walkOnce(context, { after, again }));
}

async function readSnapshot(
  { ports, now, snapshotMaxAgeMs }: TreeContext,
  after: number,
): Promise<Organization | undefined> {
  const text = await ports.bucket.readState(SNAPSHOT);
  const snapshot = text === undefined ? undefined : parseSnapshot(text);
  if (snapshot === undefined || !isFresh(snapshot, now(), snapshotMaxAgeMs)) return undefined;
  return snapshot.readAt >= after ? snapshot : undefined;
}

/** The earliest start of a usable walk, in milliseconds since the epoch, and whether this run's own walk is always usable. */
interface Wanted {
  readonly after: number;
  readonly again: boolean;
}

async function walkOnce(context: TreeContext, wanted: Wanted): Promise<Organization> {
  const { ports, now } = context;
  const claim = await takeClaim(context, wanted);
  let isDone = false;
  let walk: UnitWalk | undefined;
  try {
    // The previous walk may have ended between reading the snapshot and taking the claim.
    const served = await readSnapshot(context, claim.after);
    if (served !== undefined) return served;

    const kept = claim.isTakenUp
      ? parseWalk((await ports.bucket.readState(walkName(claim.run))) ?? '', claim.run)
      : undefined;
    // What was kept of an earlier walk of the run is older than the walk that is taken up.
    walk = kept?.beganAt === claim.beganAt ? kept : beginWalk(claim.beganAt);
    let keptAt = now();
    const organization = await ports.organization.readUnits(walk, async () => {
      if (now() - keptAt < KEEP_EVERY_MS) return;
      keptAt = now();
      await keepWalk(context, claim.run, walk);
      await claim.renew();
    });
    isDone = true;
    return await keepSnapshot(context, organization);
  } finally {
    if (!isDone) await keepWalk(context, claim.run, walk);
    await claim.release(isDone);
  }
}

async function keepWalk({ ports }: TreeContext, run: string, walk: UnitWalk | undefined): Promise<void> {
  const text = walk === undefined ? undefined : serialiseWalk(walk, run);
  if (text !== undefined) await ports.bucket.writeCache(walkName(run), text);
}

/** Keeps what was read about single units during the walk: see `newerWalk`. */
async function keepSnapshot({ ports }: TreeContext, walked: Organization): Promise<Organization> {
  let newest = walked;
  await ports.bucket.changeCache(SNAPSHOT, (text) => {
    newest = newerWalk(walked, text === undefined ? undefined : parseSnapshot(text));
    return serialiseSnapshot(newest);
  });
  return newest;
}

/** Changes the current snapshot, if there is one: two groups may read units at the same time. */
export async function changeSnapshot(
  { ports }: TreeContext,
  change: (snapshot: Organization) => Organization,
): Promise<void> {
  await ports.bucket.changeCache(SNAPSHOT, (text) => {
    const snapshot = text === undefined ? undefined : parseSnapshot(text);
    return snapshot === undefined ? undefined : serialiseSnapshot(change(snapshot));
  });
}

interface Claim {
  /** The run that the walk belongs to. */
  readonly run: string;
  readonly beganAt: number;
  /** Whether the walk was begun earlier, by this run or another one. */
  readonly isTakenUp: boolean;
  /** The earliest start of a usable walk; a walk of the same run is always usable. */
  readonly after: number;
  renew(): Promise<void>;
  release(isDone: boolean): Promise<void>;
}

/**
 * Claims the walk. A scope that is retried automatically waits for the walk of another invocation. Any other scope takes
 * over and starts a new walk: the result of the earlier walk is then discarded, and the earlier walk ends when it tries to
 * renew its claim.
 *
 * @throws {NotReadyError} when another invocation walks and the scope is retried automatically
 */
async function takeClaim(
  { ports: { bucket }, run, now, snapshotMaxAgeMs, comesBack = false }: TreeContext,
  { after, again }: Wanted,
): Promise<Claim> {
  const owner = randomUUID();
  let busySeconds: number | undefined;
  let mine = { run, beganAt: now(), isTakenUp: false, after };
  await bucket.changeCache(WALK_CLAIM, (text) => {
    const found = parseClaim(text);
    const isBusy = found !== undefined && isHeld(found, owner, now());
    busySeconds = isBusy && comesBack ? waitFor(found, now()) : undefined;
    if (busySeconds !== undefined) return undefined;
    // A run walks once: Lambda repeats one that failed.
    const isOwn = found?.run === run && !isBusy && !again;
    const serves = found !== undefined && (isOwn || found.beganAt >= after);
    const isFreshEnough = found !== undefined && isFresh({ readAt: found.beganAt }, now(), snapshotMaxAgeMs);
    const isTakenUp = serves && isFreshEnough && !isBusy && !found.isDone;
    mine = {
      run: isTakenUp ? found.run : run,
      beganAt: isTakenUp ? found.beganAt : now(),
      isTakenUp,
      after: isOwn && isFreshEnough ? Math.min(after, found.beganAt) : after,
    };
    return serialise(false);
  });
  if (busySeconds !== undefined) {
    throw new NotReadyError('Read the organization: another invocation is reading it', {
      seconds: busySeconds,
    });
  }

  function serialise(isDone: boolean, isReleased = false): string {
    const { beganAt } = mine;
    return serialiseClaim({
      run: mine.run,
      beganAt,
      owner: isReleased ? '' : owner,
      expiresAt: isReleased ? 0 : now() + CLAIM_MS,
      isDone,
    });
  }
  const ifOurs = (change: () => string) => (text: string | undefined) =>
    parseClaim(text)?.owner === owner ? change() : undefined;
  return {
    ...mine,
    async renew() {
      const isOurs = await bucket.changeCache(
        WALK_CLAIM,
        ifOurs(() => serialise(false)),
      );
      // If the claim cannot be written at all, each invocation walks.
      if (!isOurs && comesBack && parseClaim(await bucket.readState(WALK_CLAIM))?.owner !== owner) {
        throw new NotReadyError('Read the organization: another invocation reads it by now', {
          seconds: 5,
        });
      }
    },
    async release(isDone) {
      await bucket
        .changeCache(
          WALK_CLAIM,
          ifOurs(() => serialise(isDone, true)),
        )
        .catch(() => {});
    },
  };
}
