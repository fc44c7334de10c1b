import type { CreateLensShareInput, CreateLensShareOutput } from '@aws-sdk/client-wellarchitected';
import type { Operation } from '../../../operation.ts';
import type { World } from '../../../world.ts';
import { conflict, invalid, invalidField, quotaExceeded } from '../errors.ts';
import { ownLens } from '../find-lens.ts';
import type { Given } from '../given.ts';
import type { CustomLens } from '../lens.ts';
import { holdsItsName } from '../listing.ts';
import { onLens } from '../permissions.ts';
import { MAX_SHARES_PER_LENS } from '../quotas.ts';
import { isInvitation, type LensShare } from '../share.ts';
import { readShareTarget, type ShareTarget } from '../share-target.ts';
import { createId } from '../store.ts';

type Input = Given<CreateLensShareInput, 'LensAlias' | 'SharedWith' | 'ClientRequestToken'>;

export const createLensShare: Operation<Input, CreateLensShareOutput> = {
  name: 'CreateLensShare',
  constraints: {
    LensAlias: { required: true, min: 1, max: 128 },
    SharedWith: { required: true, min: 12, max: 2048 },
    ClientRequestToken: { required: true, min: 1, max: 2048 },
  },
  permissions: onLens,
  run: (world, call, input) =>
    world.wellarchitected.once(call, 'CreateLensShare', input, () => {
      const lens = ownLens(world, call, input.LensAlias);
      if (lens.versions.length === 0) throw invalid('A lens must be published before it can be shared');
      const target = readShareTarget(input.SharedWith);
      if (target.id === call.accountId) {
        throw invalidField('SharedWith', `Account ${call.accountId} is the owner of the lens`);
      }
      const twin = [...lens.shares.values()].find(
        (share) => share.target.id === target.id && holdsItsName(world, share),
      );
      if (twin !== undefined) {
        throw conflict(`The lens is already shared with ${target.id}`, 'LENS_SHARE', twin.id);
      }
      const share = createShare(world, lens, target);
      checkQuota(world, lens, share);
      lens.shares.set(share.id, share);
      return { ShareId: share.id };
    }),
};

function createShare(world: World, lens: CustomLens, target: ShareTarget): LensShare {
  const now = world.clock.now();
  return {
    id: createId(),
    invitationId: createId(),
    lens,
    target,
    createdAt: now,
    settlesAt: now + world.wellarchitected.settings.associationDelayMs,
    failure: whyItFails(world, lens, target),
    answer: undefined,
    deletedAt: undefined,
  };
}

/** Why a share with a unit or organization will end as FAILED; undefined when it succeeds. */
function whyItFails(world: World, lens: CustomLens, target: ShareTarget): string | undefined {
  if (target.kind === 'account' || target.kind === 'user') return undefined;
  const { organizations } = world;
  if (world.wellarchitected.organizationSharing(lens.region) === 'DISABLED') {
    return 'Sharing with AWS Organizations is not enabled';
  }
  if (organizations.ancestorsOf(lens.accountId) === undefined) {
    return `Account ${lens.accountId} is not in an organization`;
  }
  const organizationId = target.kind === 'organization' ? target.id : target.organizationId;
  if (organizationId !== undefined && organizationId !== organizations.organizationId) {
    return `${organizationId} is not the organization of account ${lens.accountId}`;
  }
  if (target.kind === 'unit' && !organizations.hasUnit(target.id)) {
    return `The organizational unit ${target.id} does not exist`;
  }
  return undefined;
}

/**
 * @throws {AwsError} ServiceQuotaExceededException for the 301st share; the switch `unitSharesCountTowardsQuota`
 * selects which shares count
 */
function checkQuota(world: World, lens: CustomLens, share: LensShare): void {
  const counts = (each: LensShare) => world.switches.unitSharesCountTowardsQuota || isInvitation(each);
  const held = [...lens.shares.values()].filter((each) => each.deletedAt === undefined && counts(each));
  if (counts(share) && held.length >= MAX_SHARES_PER_LENS) {
    throw quotaExceeded('shares per lens', MAX_SHARES_PER_LENS, 'LENS_SHARE', lens.arn);
  }
}
