import type { Call } from '../../operation.ts';
import type { World } from '../../world.ts';
import { accessDenied, invalidField, notFound } from './errors.ts';
import { type CustomLens, type Lens, latestVersion } from './lens.ts';
import { OFFICIAL_LENSES } from './official-lenses.ts';
import { shareReaching } from './share.ts';
import type { LensReview } from './workload.ts';

const OFFICIAL_ARN = /^arn:aws:wellarchitected:(?::aws|[a-z0-9-]+:):lens\/([a-z0-9-]+)$/;

/** The lens with an alias or ARN in a Region, of any owner; deleted lenses are not found. */
function lookUpLens(world: World, region: string, alias: string): Lens | undefined {
  const officialAlias = OFFICIAL_ARN.exec(alias)?.[1] ?? alias;
  const official = OFFICIAL_LENSES.find((lens) => lens.alias === officialAlias);
  if (official !== undefined) return official;
  const custom = world.wellarchitected.lenses.get(alias);
  return custom?.region === region && custom.deletedAt === undefined ? custom : undefined;
}

/**
 * Whether an account may use a lens: an official lens, its own lens, or a lens that is published and shared with it.
 */
function isVisible(world: World, lens: Lens, accountId: string): boolean {
  if (lens.kind === 'official' || lens.accountId === accountId) return true;
  return lens.versions.length > 0 && shareReaching(world, lens, accountId, world.clock.now()) !== undefined;
}

/**
 * The lens that a caller names and may see.
 *
 * @throws {AwsError} ResourceNotFoundException
 */
export function visibleLens(world: World, { accountId, region }: Call, alias: string): Lens {
  const lens = lookUpLens(world, region, alias);
  if (lens === undefined || !isVisible(world, lens, accountId)) throw notFound('LENS', alias);
  return lens;
}

/**
 * The custom lens that a caller names and owns.
 *
 * @throws {AwsError} ResourceNotFoundException; ValidationException for an official lens; AccessDeniedException for a shared one
 */
export function ownLens(world: World, call: Call, alias: string): CustomLens {
  const lens = visibleLens(world, call, alias);
  if (lens.kind === 'official') {
    throw invalidField(
      'LensAlias',
      `${call.operation} is not permitted on the AWS official lens ${lens.alias}`,
    );
  }
  if (lens.accountId !== call.accountId) {
    throw accessDenied(`Account ${call.accountId} is not the owner of lens ${lens.arn}`);
  }
  return lens;
}

/**
 * A new review of each lens at its newest version, for a workload of the caller; a lens that is named twice gets one
 * review.
 *
 * @throws {AwsError} ValidationException when a lens is unknown, unpublished or not shared with the caller
 */
export function startReviews(
  world: World,
  { accountId, region }: Call,
  member: string,
  aliases: readonly string[],
): LensReview[] {
  const now = world.clock.now();
  const reviews = aliases.map((alias) => {
    const lens = lookUpLens(world, region, alias);
    const version = lens && isVisible(world, lens, accountId) ? latestVersion(lens) : undefined;
    if (lens === undefined || version === undefined) {
      throw invalidField(member, `Account ${accountId} is not authorized to access lens ${alias}`);
    }
    return {
      lens,
      version,
      addedAt: now,
      updatedAt: now,
      notes: undefined,
      jira: undefined,
      pillarNotes: new Map(),
      answers: new Map(),
    };
  });
  return [...new Map(reviews.map((review) => [review.lens.arn, review])).values()];
}
