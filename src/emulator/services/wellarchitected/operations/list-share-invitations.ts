import type {
  ListShareInvitationsInput,
  ListShareInvitationsOutput,
  ShareInvitationSummary,
} from '@aws-sdk/client-wellarchitected';
import type { Operation } from '../../../operation.ts';
import type { World } from '../../../world.ts';
import { invalid } from '../errors.ts';
import { latestVersion } from '../lens.ts';
import { isListed, listedTime, page } from '../listing.ts';
import { invitationsFor, type LensShare, shareStatus } from '../share.ts';
import { writeShareTarget } from '../share-target.ts';

/** Lists the pending invitations of the caller; the embedded AWS has only invitations to lenses. */
export const listShareInvitations: Operation<ListShareInvitationsInput, ListShareInvitationsOutput> = {
  name: 'ListShareInvitations',
  constraints: {
    WorkloadNamePrefix: { max: 100 },
    LensNamePrefix: { max: 100 },
    ProfileNamePrefix: { max: 100 },
    TemplateNamePrefix: { max: 100, pattern: /^[A-Za-z0-9\-_.,:/()@!&?#+'’\s]+$/ },
    ShareResourceType: { enum: ['WORKLOAD', 'LENS', 'PROFILE', 'TEMPLATE'] },
    MaxResults: { range: [1, 50] },
  },
  run(world, call, input) {
    const others = [input.WorkloadNamePrefix, input.ProfileNamePrefix, input.TemplateNamePrefix];
    const prefixes = [input.LensNamePrefix, ...others].filter((prefix) => prefix !== undefined);
    if (prefixes.length > 1) throw invalid('The name prefixes are mutually exclusive');

    const asksForLenses =
      (input.ShareResourceType ?? 'LENS') === 'LENS' && others.every((prefix) => prefix === undefined);
    const lenses = asksForLenses ? world.wellarchitected.lensesIn(call.region) : [];
    const summaries = invitationsFor(world, lenses, call.accountId)
      .filter((share) => isListed(world, share) && shareStatus(share, listedTime(world)) === 'PENDING')
      .map((share) => summarizeInvitation(world, share))
      .filter(({ LensName }) => LensName.startsWith(input.LensNamePrefix ?? ''));
    const { items, ...next } = page(call, summaries, ({ ShareInvitationId }) => ShareInvitationId, input);
    return { ShareInvitationSummaries: items, ...next };
  },
};

function summarizeInvitation(world: World, share: LensShare) {
  return {
    ShareInvitationId: share.invitationId,
    SharedBy: share.lens.accountId,
    SharedWith: writeShareTarget(world, share.target),
    PermissionType: 'READONLY',
    ShareResourceType: 'LENS',
    LensName: latestVersion(share.lens)?.content.name ?? '',
    LensArn: share.lens.arn,
  } satisfies ShareInvitationSummary;
}
