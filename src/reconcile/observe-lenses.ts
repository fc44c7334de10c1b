import pMap from 'p-map';
import { TerminalError } from '../errors.ts';
import type { LensDocument } from '../lens/document.ts';
import { normaliseName } from '../lens/normalise-name.ts';
import { parseExport } from '../lens/parse-export.ts';
import type { Context } from './context.ts';
import type { DesiredLens } from './desired-lenses.ts';
import { type LensIndex, lensIndexName, parseLensIndex } from './domain-state.ts';
import { type LensMatch, matchLenses } from './match-lenses.ts';
import { isAsTagged, type LensObservation } from './plan-lens.ts';
import { NOTHING_OBSERVED, type ObservedLenses } from './plan-lenses.ts';
import type { LensDetail, LensSummary } from './ports.ts';
import { tagValue } from './tag-value.ts';

/** Reads at a time; the pacer decides how fast they go. */
const CONCURRENCY = 8;

/** The custom lenses of the account, as far as they had to be read. */
interface Discovery {
  readonly details: readonly LensDetail[];
  readonly published: ReadonlySet<string>;
  /** ARNs of lenses with a draft; undefined when the draft list was not read. */
  readonly drafts: ReadonlySet<string> | undefined;
}

/**
 * Reads the lenses that a scope is about. One lens whose ARN the index knows costs one GetLens; else all lenses of the
 * account are listed, and of those that the index knows only the ones that could be meant are read.
 *
 * @param desired every lens of the bucket: names clash across all of them
 * @param key the one lens that is asked for; undefined for all
 */
export async function observeLenses(
  context: Context,
  desired: readonly DesiredLens[],
  key: string | undefined,
): Promise<ObservedLenses & { readonly details: readonly LensDetail[]; readonly index: LensIndex }> {
  const index = parseLensIndex(await context.ports.bucket.readState(lensIndexName(context.domain)));
  const asked = key === undefined ? desired : desired.filter((lens) => lens.key === key);

  const known = key === undefined ? undefined : await readKnown(context, index, key);
  const discovery: Discovery =
    known === undefined
      ? await discover(context, key === undefined ? undefined : { index, lens: asked[0] })
      : {
          details: [known],
          published: new Set(known.version === undefined ? [] : [known.arn]),
          drafts: undefined,
        };
  const matches: ReadonlyMap<string, LensMatch> =
    known === undefined || key === undefined
      ? matchLenses(desired, discovery.details)
      : new Map([[key, { kind: 'ours', lens: known }]]);

  const observations = await pMap(
    asked,
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

/** The lens that the index names for a key, if its tag still says so and its published version is certain. */
async function readKnown(
  { ports }: Context,
  index: LensIndex | undefined,
  key: string,
): Promise<LensDetail | undefined> {
  const entry = index?.lenses.find((lens) => lens.source === tagValue(key));
  if (entry === undefined) return undefined;
  const detail = await ports.lensTool.getLens(entry.arn);
  if (detail?.tags.source !== tagValue(key)) return undefined;
  // Only a version that we tagged is surely a published one: what GetLens says of a draft is not documented.
  return entry.isPublished || detail.version === detail.tags.version ? detail : undefined;
}

async function discover(
  context: Context,
  only: { readonly index: LensIndex | undefined; readonly lens: DesiredLens | undefined } | undefined,
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
      const detail = remembered(summary, only) ?? (await lensTool.getLens(summary.arn));
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

/** A lens that cannot be the one that is asked for need not be read: the index vouches for its tag. */
function remembered(
  { arn, name }: LensSummary,
  only: { readonly index: LensIndex | undefined; readonly lens: DesiredLens | undefined } | undefined,
): LensDetail | undefined {
  const entry = only?.index?.lenses.find((lens) => lens.arn === arn);
  const lens = only?.lens;
  if (entry === undefined || lens === undefined) return undefined;
  const couldBeMeant =
    entry.source === tagValue(lens.key) ||
    (lens.content.kind === 'valid' && lens.content.normalisedName === normaliseName(name));
  if (couldBeMeant) return undefined;
  const tags = entry.source === undefined ? {} : { source: entry.source };
  return { arn, name, version: undefined, tags };
}

/** Reads one lens; what stands in its way alone must not hold up the others. */
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

/** An export that is no lens of the known format counts as wholly different from what is wanted. */
async function readPublished(exported: Promise<string>): Promise<LensDocument | undefined> {
  const text = await exported;
  try {
    return parseExport(text);
  } catch {
    return undefined;
  }
}

/** What the index says after this look: of a known lens only its own entry is new. */
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
