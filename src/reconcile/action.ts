import type { ComparisonSummary } from '../lens/comparison/summarise-comparison.ts';
import type { ShareTarget } from '../policy/share-targets.ts';
import type { PlainTexts, WorkloadInput } from '../policy/workload.ts';

/** The four tags that tell what a lens came from. Values fit a tag (see `tag-value.ts`). */
export interface LensTags {
  readonly source: string;
  readonly digest: string;
  readonly version: string;
  readonly objectVersion: string;
}

/**
 * One change as plain data: it can be printed, compared, counted and saved, and it contains no functions. A lens is
 * named by its key, not its ARN, because a new lens has none yet; the executor resolves it.
 */
export type Action =
  | {
      readonly kind: 'import-lens';
      readonly lens: string;
      readonly name: string;
      readonly digest: string;
      /** `new`: no lens of this key exists; `update`: the content replaces the published version or a leftover draft. */
      readonly over: 'new' | 'update';
      /** The tags that a new lens gets at its creation. */
      readonly tags: LensTags;
      /** A version was published manually: its export is first saved under `reports/drift/`. */
      readonly keepsExportOf: string | undefined;
    }
  | {
      readonly kind: 'publish-lens';
      readonly lens: string;
      readonly version: string;
      readonly major: boolean;
      /** The lens author chose the version name: it is not replaced by another one. */
      readonly isAuthors?: boolean;
      /** What the new content changes; absent where nothing is published yet. */
      readonly summary?: ComparisonSummary;
    }
  | { readonly kind: 'tag-lens'; readonly lens: string; readonly tags: LensTags }
  | { readonly kind: 'share-lens'; readonly lens: string; readonly target: ShareTarget }
  | {
      readonly kind: 'create-workload';
      readonly account: string;
      readonly workload: WorkloadInput;
      /** Aliases and ARNs; lenses of the policy that are not published yet are associated later. */
      readonly lenses: readonly string[];
      /** Written instead if WA Tool refuses letters of other scripts. */
      readonly plain?: PlainTexts;
    }
  | {
      readonly kind: 'update-workload';
      readonly account: string;
      readonly workloadId: string;
      readonly changes: Partial<WorkloadInput>;
      /** As for `create-workload`. */
      readonly plain?: PlainTexts;
    }
  | {
      readonly kind: 'associate-lenses';
      readonly account: string;
      readonly workloadId: string;
      readonly lenses: readonly string[];
    };

export type ActionKind = Action['kind'];

/** Imports come before publishing, publishing before tags and shares, lenses before the workloads that use them. */
export const ACTION_ORDER: readonly ActionKind[] = [
  'import-lens',
  'publish-lens',
  'tag-lens',
  'share-lens',
  'create-workload',
  'update-workload',
  'associate-lenses',
];

/** The subject of an action: its lens key or its account id. Actions on one subject are applied in order. */
export function subjectOf(action: Action): string {
  return 'lens' in action ? action.lens : action.account;
}
