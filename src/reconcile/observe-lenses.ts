import pMap from 'p-map';
import { TerminalError } from '../errors.ts';
import type { LensDocument } from '../lens/document.ts';
import { normaliseName } from '../lens/normalise-name.ts';
import { parseExport } from '../lens/parse-export.ts';
import type { Context } from './context.ts';
import type { DesiredLens } from './desired-lenses.ts';
import { type LensIndex, lensIndexName, parseLensIndex } from './domain-state.ts';
import { mayFollowDeletion } from './follow-deletion.ts';
import { readKnownLens } from './known-lens.ts';
import { type LensMatch, matchLenses } from './match-lenses.ts';
import { isAsTagged, type LensObservation } from './plan-lens.ts';
import { NOTHING_OBSERVED, type ObservedLenses } from './plan-lenses.ts';
import type { LensDetail, LensSummary } from './ports.ts';
import { tagValue } from './tag-value.ts';

/** Concurrent reads; the pacer sets their rate. */
const CONCURRENCY = 8;

/** The custom lenses of the account that had to be read. */
interface Discovery {
  readonly details: readonly LensDetail[];
  readonly published: ReadonlySet<string>;
  /** ARNs of lenses with a draft; undefined if the draft list was not read. */
  readonly drafts: ReadonlySet<string> | undefined;
}

/** The lenses of the bucket that are read. */
export type AskedLenses =
  | { readonly kind: 'all' }
  | { readonly kind: 'one'; readonly key: string }
  /** The file of the key was deleted: only lenses that the deletion may affect are read. */
  | { readonly kind: 'after-deletion'; readonly key: string };

/**
 * Reads the lenses of a scope. One lens whose ARN is in the index costs one GetLens; otherwise all lenses of the
 * account are listed, and of the lenses in the index only the possible matches are read.
 *
 * @param desired every lens of the bucket: names must be unique across all of them
 */
export async function observeLenses(
  context: Context,
  desired: readonly DesiredLens[],
  asked: AskedLenses,
): Promise<ObservedLenses & { readonly details: readonly LensDetail[]; readonly index: LensIndex }> {
  const index = parseLensIndex(await context.ports.bucket.readState(lensIndexName(context.domain)));
  const known = asked.kind === 'one' ? await readKnownLens(context, index, asked.key) : undefined;
  const discovery: Discovery =
    known === undefined
      ? await discover(context, rememberedBut(meantBy(asked, desired), index))
      : {
          details: [known],
          published: new Set(known.version === undefined ? [] : [known.arn]),
          drafts: undefined,
        };
  const matches: ReadonlyMap<string, LensMatch> =
    known === undefined || asked.kind !== 'one'
      ? matchLenses(desired, discovery.details)
      : new Map([[asked.key, { kind: 'ours', lens: known }]]);

  const observations = await pMap(
    desired.filter(({ key }) => isRead(key, matches.get(key), asked)),
    async (lens) => [lens.key, await observeLens(context, lens, matches.get(lens.key), discovery)] as const,
    { concurrency: CONCURRENCY },
  );
  return {
    matches,
    observations: new Map(observations),
    count: discovery.details.length,
    details: discovery.details,
    index: indexWith(known === undefined ? undefined : index, discovery),
  };
}

function isRead(key: string, match: LensMatch | undefined, asked: AskedLenses): boolean {
  switch (asked.kind) {
    case 'all':
      return true;
    case 'one':
      return key === asked.key;
    case 'after-deletion':
      return mayFollowDeletion(asked.key, match);
  }
}

async function discover(
  context: Context,
  remembered: (lens: LensSummary) => LensDetail | undefined,
): Promise<Discovery> {
  const { lensTool } = context.ports;
  const [published, drafts] = await Promise.all([
    lensTool.listLenses('PUBLISHED'),
    lensTool.listLenses('DRAFT'),
  ]);
  const publishedArns = new Set(published.map((lens) => lens.arn));
  const summaries = new Map([...drafts, ...published].map((lens) => [lens.arn, lens]));
  const details = await pMap(
    summaries.values(),
    async (summary): Promise<LensDetail | undefined> => {
      const detail = remembered(summary) ?? (await lensTool.getLens(summary.arn));
      if (detail === undefined) return undefined;
      return publishedArns.has(detail.arn) ? detail : { ...detail, version: undefined };
    },
    { concurrency: CONCURRENCY },
  );
  return {
    details: details.filter((detail) => detail !== undefined),
    published: publishedArns,
    drafts: new Set(drafts.map((lens) => lens.arn)),
  };
}

/** Whether a lens in WA Tool, by its tag and its name, may be one of the requested lenses. */
type IsMeant = (source: string | undefined, name: string) => boolean;

function meantBy(asked: AskedLenses, desired: readonly DesiredLens[]): IsMeant {
  if (asked.kind === 'all') return () => true;
  const content = desired.find(({ key }) => key === asked.key)?.content;
  const wantedName = content?.kind === 'valid' ? content.normalisedName : undefined;
  return (source, name) => source === tagValue(asked.key) || normaliseName(name) === wantedName;
}

/** A lens that cannot be one of the requested lenses need not be read: the index contains its tag. */
function rememberedBut(
  isMeant: IsMeant,
  index: LensIndex | undefined,
): (lens: LensSummary) => LensDetail | undefined {
  return ({ arn, name }) => {
    const entry = index?.lenses.find((lens) => lens.arn === arn);
    if (entry === undefined || isMeant(entry.source, name)) return undefined;
    return {
      arn,
      name,
      version: undefined,
      tags: entry.source === undefined ? {} : { source: entry.source },
    };
  };
}

/** Reads one lens; an error of one lens must not stop the others. */
async function observeLens(
  context: Context,
  lens: DesiredLens,
  match: LensMatch | undefined,
  discovery: Discovery,
): Promise<LensObservation> {
  try {
    return await readLensState(context, lens, match, discovery);
  } catch (error) {
    if (!(error instanceof TerminalError)) throw error;
    return { ...NOTHING_OBSERVED, unreadable: error };
  }
}

async function readLensState(
  { ports }: Context,
  lens: DesiredLens,
  match: LensMatch | undefined,
  discovery: Discovery,
): Promise<LensObservation> {
  const observed = match?.kind === 'ours' || match?.kind === 'moved' ? match.lens : undefined;
  const isPublished = observed?.version !== undefined;
  const [published, shares, rejected, versionIsTaken] = await Promise.all([
    observed !== undefined && isPublished && needsExport(lens, observed)
      ? readPublished(ports.lensTool.exportLens(observed.arn))
      : undefined,
    observed !== undefined && isPublished ? ports.lensTool.listLensShares(observed.arn) : [],
    ports.bucket.readRejection(lens.key),
    observed !== undefined && needsExport(lens, observed) && lens.versionRule.kind === 'manual'
      ? ports.lensTool.hasVersion(observed.arn, lens.versionRule.sidecar.version)
      : false,
  ]);
  return {
    published,
    shares,
    rejected,
    versionIsTaken,
    hasDraft: observed === undefined ? undefined : discovery.drafts?.has(observed.arn),
  };
}

function needsExport(lens: DesiredLens, observed: LensDetail): boolean {
  return lens.content.kind === 'valid' && !isAsTagged(observed, lens.digest);
}

/** An export that is not a lens in the known format counts as completely different from the desired content. */
async function readPublished(exported: Promise<string>): Promise<LensDocument | undefined> {
  const text = await exported;
  try {
    return parseExport(text);
  } catch {
    return undefined;
  }
}

/** The index after this reading: for a known lens only its own entry changes. */
function indexWith(index: LensIndex | undefined, { details, published }: Discovery): LensIndex {
  const read = new Set(details.map((detail) => detail.arn));
  const others = index?.lenses.filter((lens) => !read.has(lens.arn)) ?? [];
  const entries = details.map(({ arn, name, tags }) => ({
    arn,
    name,
    isPublished: published.has(arn),
    ...(tags.source === undefined ? {} : { source: tags.source }),
  }));
  return { format: 1, lenses: [...others, ...entries] };
}
