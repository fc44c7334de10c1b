import type {
  LensShareSummary,
  ListLensSharesInput,
  ListLensSharesOutput,
} from '@aws-sdk/client-wellarchitected';
import type { Operation } from '../../../operation.ts';
import type { World } from '../../../world.ts';
import { ownLens } from '../find-lens.ts';
import type { Given } from '../given.ts';
import { isListed, listedTime, page } from '../listing.ts';
import { onLens } from '../permissions.ts';
import { type LensShare, shareStatus } from '../share.ts';
import { writeShareTarget } from '../share-target.ts';

export const listLensShares: Operation<Given<ListLensSharesInput, 'LensAlias'>, ListLensSharesOutput> = {
  name: 'ListLensShares',
  constraints: {
    LensAlias: { required: true, min: 1, max: 128 },
    SharedWithPrefix: { max: 100 },
    MaxResults: { range: [1, 50] },
    Status: {
      enum: ['ACCEPTED', 'REJECTED', 'PENDING', 'REVOKED', 'EXPIRED', 'ASSOCIATING', 'ASSOCIATED', 'FAILED'],
    },
  },
  permissions: onLens,
  run(world, call, input) {
    const prefix = input.SharedWithPrefix ?? '';
    const summaries = [...ownLens(world, call, input.LensAlias).shares.values()]
      .filter((share) => isListed(world, share))
      .map((share) => summarizeShare(world, share))
      .filter(
        ({ SharedWith, Status }) => SharedWith.startsWith(prefix) && Status === (input.Status ?? Status),
      );
    const { items, ...next } = page(call, summaries, ({ ShareId }) => ShareId, input);
    return { LensShareSummaries: items, ...next };
  },
};

function summarizeShare(world: World, share: LensShare) {
  const Status = shareStatus(share, listedTime(world));
  return {
    ShareId: share.id,
    SharedWith: writeShareTarget(world, share.target),
    Status,
    ...(Status === 'FAILED' && share.failure !== undefined ? { StatusMessage: share.failure } : {}),
  } satisfies LensShareSummary;
}
