import type { LensContent } from './importer/lens-content.ts';
import type { LensShare } from './share.ts';

/** A published version. It is immutable, so reviews refer to it and keep it when the lens is deleted. */
export interface LensVersion {
  readonly name: string;
  readonly content: LensContent;
  readonly publishedAt: number;
}

/** Content that was imported and not published yet. A lens has at most one draft. */
export interface Draft {
  readonly content: LensContent;
  readonly importedAt: number;
  /** When an import in the background is complete; the draft is not visible before. */
  readonly readyAt: number;
}

export interface CustomLens {
  readonly kind: 'custom';
  readonly arn: string;
  readonly accountId: string;
  readonly region: string;
  readonly createdAt: number;
  readonly tags: Map<string, string>;
  /** By share id; deleted shares are kept, with `deletedAt`. */
  readonly shares: Map<string, LensShare>;
  /** Oldest first. */
  versions: LensVersion[];
  draft: Draft | undefined;
  deletedAt: number | undefined;
}

/** A lens of AWS: every account can use it, in every Region. */
export interface OfficialLens {
  readonly kind: 'official';
  readonly arn: string;
  readonly alias: string;
  readonly versions: readonly LensVersion[];
}

export type Lens = CustomLens | OfficialLens;

/** The newest version that was published at a point in time. */
export function latestVersion(lens: Lens, at = Number.POSITIVE_INFINITY): LensVersion | undefined {
  return lens.versions.findLast(({ publishedAt }) => publishedAt <= at);
}

export function readyDraft(lens: Lens, at: number): Draft | undefined {
  const draft = lens.kind === 'custom' ? lens.draft : undefined;
  return draft !== undefined && draft.readyAt <= at ? draft : undefined;
}

/** The lens alias in the API: the alias of an official lens, the ARN of a custom lens. */
export function lensAlias(lens: Lens): string {
  return lens.kind === 'official' ? lens.alias : lens.arn;
}

/**
 * The normalized form in which the importer compares names: it must be unique in a domain. At least case and white
 * space are ignored ("A lens with normalized name awsoperationalreadinessreview already exists.").
 */
export function normalizeName(name: string): string {
  return name.toLowerCase().replace(/\s+/g, '');
}
