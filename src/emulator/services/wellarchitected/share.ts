import type { ShareStatus } from '@aws-sdk/client-wellarchitected';
import type { World } from '../../world.ts';
import type { CustomLens } from './lens.ts';
import type { ShareTarget } from './share-target.ts';

/** An invitation without an answer expires after seven days (User Guide, share invitations). */
const INVITATION_LIFETIME_MS = 7 * 24 * 60 * 60 * 1000;

export interface LensShare {
  readonly id: string;
  readonly invitationId: string;
  readonly lens: CustomLens;
  readonly target: ShareTarget;
  readonly createdAt: number;
  /** When a share with a unit or the organization leaves ASSOCIATING. */
  readonly settlesAt: number;
  /** Why such a share fails when it settles. */
  readonly failure: string | undefined;
  /** The answer of the invited account. */
  answer: { readonly status: 'ACCEPTED' | 'REJECTED'; readonly at: number } | undefined;
  deletedAt: number | undefined;
}

/**
 * Whether a share needs an invitation: a share with an account or user does, a share with a unit or the organization
 * does not.
 */
export function isInvitation({ target }: LensShare): boolean {
  return target.kind === 'account' || target.kind === 'user';
}

/** The status of a share at a point in time. It is calculated from the recorded changes, so no timer is needed. */
export function shareStatus(share: LensShare, at: number): ShareStatus {
  if (isInvitation(share)) {
    if (share.answer !== undefined && share.answer.at <= at) return share.answer.status;
    return at < share.createdAt + INVITATION_LIFETIME_MS ? 'PENDING' : 'EXPIRED';
  }
  if (at < share.settlesAt) return 'ASSOCIATING';
  return share.failure === undefined ? 'ASSOCIATED' : 'FAILED';
}

/**
 * Whether a share is with this account, regardless of its status. The embedded AWS has no IAM users: a share with a
 * user is a share with its account.
 */
function isSharedWith(world: World, { target }: LensShare, accountId: string): boolean {
  if (target.kind === 'account' || target.kind === 'user') return target.accountId === accountId;
  const above = world.organizations.ancestorsOf(accountId);
  if (above === undefined) return false;
  if (target.kind === 'organization') return target.id === world.organizations.organizationId;
  return world.switches.unitSharesReachNestedUnits ? above.includes(target.id) : above[0] === target.id;
}

/**
 * The share that allows an account to use a lens now; membership is looked up each time, so a moved account gets the
 * shares of its new unit.
 */
export function shareReaching(
  world: World,
  lens: CustomLens,
  accountId: string,
  at: number,
): LensShare | undefined {
  return [...lens.shares.values()].find((share) => {
    if (share.deletedAt !== undefined) return false;
    const status = shareStatus(share, at);
    return (status === 'ACCEPTED' || status === 'ASSOCIATED') && isSharedWith(world, share, accountId);
  });
}

/** The invitations of some lenses that were sent to an account and not withdrawn, regardless of their status. */
export function invitationsFor(world: World, lenses: readonly CustomLens[], accountId: string): LensShare[] {
  return lenses
    .filter(({ deletedAt }) => deletedAt === undefined)
    .flatMap(({ shares }) => [...shares.values()])
    .filter(
      (share) =>
        share.deletedAt === undefined && isInvitation(share) && isSharedWith(world, share, accountId),
    );
}
