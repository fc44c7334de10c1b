import type { LensContent } from './importer/lens-content.ts';
import type { LensShare } from './share.ts';

/** A published version. It never changes, so reviews hold it and keep it when its lens is gone. */
export interface LensVersion {
  readonly name: string;
  readonly content: LensContent;
  readonly publishedAt: number;
}

/** Content that was imported and not published yet. A lens has one place for it. */
export interface Draft {
  readonly content: LensContent;
  readonly importedAt: number;
  /** When an import that runs in the background is done; nobody sees the draft before. */
  readonly readyAt: number;
}

export interface CustomLens {
  readonly kind: 'custom';
  readonly arn: string;
  readonly accountId: string;
  readonly region: string;
  readonly createdAt: number;
  readonly tags: Map<string, string>;
  /** By share id; deleted ones stay, with `deletedAt`. */
  readonly shares: Map<string, LensShare>;
  /** Oldest first. */
  versions: LensVersion[];
  draft: Draft | undefined;
  deletedAt: number | undefined;
}

/** A lens of AWS itself: in every Region, for everybody. */
export interface OfficialLens {
  readonly kind: 'official';
  readonly arn: string;
  readonly alias: string;
  readonly versions: readonly LensVersion[];
}

export type Lens = CustomLens | OfficialLens;

/** The newest version that was published at a point of time. */
export function latestVersion(lens: Lens, at = Number.POSITIVE_INFINITY): LensVersion | undefined {
  return lens.versions.findLast(({ publishedAt }) => publishedAt <= at);
}

export function readyDraft(lens: Lens, at: number): Draft | undefined {
  const draft = lens.kind === 'custom' ? lens.draft : undefined;
  return draft !== undefined && draft.readyAt <= at ? draft : undefined;
}

/** What the API calls a lens: the alias of an official lens, the ARN of a custom one. */
export function lensAlias(lens: Lens): string {
  return lens.kind === 'official' ? lens.alias : lens.arn;
}

/**
 * The form in which the importer compares names: two lenses of a domain must differ in it. At least case and white space
 * are gone ("A lens with normalized name awsoperationalreadinessreview already exists.").
 */
export function normalizeName(name: string): string {
  return name.toLowerCase().replace(/\s+/g, '');
}
