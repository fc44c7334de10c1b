import type {
  LensSummary,
  LensType,
  ListLensesInput,
  ListLensesOutput,
} from '@aws-sdk/client-wellarchitected';
import type { Call, Operation } from '../../../operation.ts';
import type { World } from '../../../world.ts';
import { type Lens, type LensVersion, latestVersion, readyDraft } from '../lens.ts';
import { isListed, listedTime, page } from '../listing.ts';
import { OFFICIAL_LENSES } from '../official-lenses.ts';
import { shareReaching } from '../share.ts';

export const listLenses: Operation<ListLensesInput, ListLensesOutput> = {
  name: 'ListLenses',
  constraints: {
    MaxResults: { range: [1, 50] },
    LensType: { enum: ['AWS_OFFICIAL', 'CUSTOM_SHARED', 'CUSTOM_SELF'] },
    LensStatus: { enum: ['ALL', 'DRAFT', 'PUBLISHED'] },
    LensName: { min: 1, max: 128 },
  },
  run(world, call, input) {
    const summaries = lensesFor(world, call)
      .filter(({ type }) => type === (input.LensType ?? type))
      .flatMap(({ lens, type }) => summarizeLens(world, lens, type, input.LensStatus ?? 'ALL'))
      .filter(({ LensName }) => LensName === (input.LensName ?? LensName));
    const { items, ...next } = page(call, summaries, ({ LensArn }) => LensArn, input);
    return { LensSummaries: items, ...next };
  },
};

function lensesFor(world: World, { accountId, region }: Call): { lens: Lens; type: LensType }[] {
  const at = listedTime(world);
  const custom = world.wellarchitected
    .lensesIn(region)
    .filter((lens) => isListed(world, lens))
    .flatMap((lens): { lens: Lens; type: LensType }[] => {
      if (lens.accountId === accountId) return [{ lens, type: 'CUSTOM_SELF' }];
      const isShared =
        lens.deletedAt === undefined && shareReaching(world, lens, accountId, at) !== undefined;
      return isShared ? [{ lens, type: 'CUSTOM_SHARED' }] : [];
    });
  return [...OFFICIAL_LENSES.map((lens) => ({ lens, type: 'AWS_OFFICIAL' as const })), ...custom];
}

/**
 * The summary of a lens in a status; undefined when the lens has no content in that status. Custom lenses have no
 * LensAlias (observed).
 */
function summarizeLens(world: World, lens: Lens, type: LensType, status: 'ALL' | 'DRAFT' | 'PUBLISHED') {
  const at = listedTime(world);
  const version = status === 'DRAFT' ? undefined : latestVersion(lens, at);
  const draft = status === 'PUBLISHED' || type !== 'CUSTOM_SELF' ? undefined : readyDraft(lens, at);
  const shown = version ?? draft;
  if (shown === undefined) return [];
  const updatedAt = 'publishedAt' in shown ? shown.publishedAt : shown.importedAt;
  return [
    {
      LensArn: lens.arn,
      LensName: shown.content.name,
      LensType: type,
      Description: shown.content.description,
      CreatedAt: new Date(lens.kind === 'custom' ? lens.createdAt : updatedAt),
      UpdatedAt: new Date(updatedAt),
      LensStatus: 'CURRENT',
      ...versionName(version),
      ...(lens.kind === 'custom' ? { Owner: lens.accountId } : { LensAlias: lens.alias }),
    } satisfies LensSummary,
  ];
}

function versionName(version: LensVersion | undefined): { LensVersion?: string } {
  return version === undefined ? {} : { LensVersion: version.name };
}
