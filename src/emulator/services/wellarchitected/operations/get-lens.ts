import type { GetLensInput, GetLensOutput, Lens as LensOutput } from '@aws-sdk/client-wellarchitected';
import type { Call, Operation } from '../../../operation.ts';
import type { World } from '../../../world.ts';
import { visibleLens } from '../find-lens.ts';
import type { Given } from '../given.ts';
import type { Lens } from '../lens.ts';
import { lensAtVersion } from '../lens-at-version.ts';
import { onLens } from '../permissions.ts';
import { isInvitation, shareReaching } from '../share.ts';

export const getLens: Operation<Given<GetLensInput, 'LensAlias'>, GetLensOutput> = {
  name: 'GetLens',
  constraints: { LensAlias: { required: true, min: 1, max: 128 }, LensVersion: { min: 1, max: 32 } },
  permissions: onLens,
  run(world, call, input) {
    const lens = visibleLens(world, call, input.LensAlias);
    const { name, content } = lensAtVersion(world, call, lens, input.LensVersion);
    return {
      Lens: {
        LensArn: lens.arn,
        ...(name === undefined ? {} : { LensVersion: name }),
        Name: content.name,
        Description: content.description,
        ...ownership(world, call, lens),
      },
    };
  },
};

/** The members that depend on the caller: only the owner sees tags, only a recipient sees its invitation. */
function ownership(world: World, { accountId }: Call, lens: Lens): LensOutput {
  if (lens.kind === 'official') return { Owner: 'Amazon Web Services' };
  if (lens.accountId === accountId) {
    return { Owner: accountId, ...(lens.tags.size > 0 ? { Tags: Object.fromEntries(lens.tags) } : {}) };
  }
  const share = shareReaching(world, lens, accountId, world.clock.now());
  return {
    Owner: lens.accountId,
    ...(share !== undefined && isInvitation(share) ? { ShareInvitationId: share.invitationId } : {}),
  };
}
