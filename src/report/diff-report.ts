import { compareLenses } from '../lens/compare-lenses.ts';
import type { AnswerPlace, LensChange, LensComparison } from '../lens/comparison/lens-comparison.ts';
import type { LensDocument } from '../lens/document.ts';
import { counted } from './counted.ts';

/** One side of a comparison: the source and the lens. */
export interface DiffSide {
  readonly name: string;
  readonly lens: LensDocument;
}

/** Two lenses and their differences. */
export interface Diff {
  readonly old: DiffSide;
  readonly current: DiffSide;
  readonly comparison: LensComparison;
  readonly verdict: Verdict;
}

/** How the change would be published; `refused`: it would not be published, because the name changed. */
type Verdict = LensComparison['change'] | 'refused';

export function diffOf(old: DiffSide, current: DiffSide): Diff {
  const comparison = compareLenses(old.lens, current.lens);
  return { old, current, comparison, verdict: isRenamed(old, current) ? 'refused' : comparison.change };
}

/** As in the plan, any difference in spelling is another name. */
function isRenamed(old: DiffSide, current: DiffSide): boolean {
  return old.lens.name !== current.lens.name;
}

/** What `diff --json` prints. */
export function diffJson({ comparison, verdict }: Diff): string {
  return JSON.stringify({ ...comparison, change: verdict });
}

/** The effect of a change on the owners of workloads (User Guide, "Updating a custom lens"). */
export const MEANING: Readonly<Record<Verdict, string>> = {
  none: 'the two lenses are the same, so nothing would be published',
  minor: 'every workload gets it immediately, without a notification',
  major: 'workload owners are notified, and each review changes when its owner upgrades it',
  refused:
    'the name changed, and a published lens cannot be renamed; keep the name, or upload the file under a new key as a new lens',
};

const PLURALS: Readonly<Record<LensChange['kind'], string>> = {
  pillar: 'pillars',
  question: 'questions',
  choice: 'choices',
  rule: 'rules',
  text: 'texts',
  order: 'orders',
};

/** `1 question added, 3 texts changed`. */
export function changeCounts(
  changes: readonly {
    readonly kind: LensChange['kind'];
    readonly how: LensChange['how'];
    readonly count: number;
  }[],
): string {
  return changes.map(({ kind, how, count }) => `${counted(count, kind, PLURALS[kind])} ${how}`).join(', ');
}

/** The title of a question or choice on one side of the comparison. */
export function titleOf(
  { old, current }: Diff,
  { pillarId, questionId, choiceId }: AnswerPlace,
  from: 'old' | 'current',
): string {
  const { pillars } = (from === 'old' ? old : current).lens;
  const inPillar = pillars.filter(({ id }) => id === pillarId);
  const question = [...inPillar, ...pillars]
    .flatMap(({ questions }) => questions)
    .find(({ id }) => id === questionId);
  if (choiceId === undefined) return question?.title ?? '';
  return question?.choices.find(({ id }) => id === choiceId)?.title ?? '';
}

/** The ids of a question or choice, outermost first. */
export function idsOf({ pillarId, questionId, choiceId }: AnswerPlace): readonly string[] {
  return [pillarId, questionId, choiceId].filter((id) => id !== undefined);
}

/** The changes of one question, pillar, or the lens itself. */
export interface ChangeGroup {
  /** `pillars/security/questions/sec_1`, `pillars/security`, or empty for the lens itself. */
  readonly path: string;
  readonly changes: readonly LensChange[];
}

const GROUP = /^pillars\/[^/]*(?:\/questions\/[^/]+)?(?=\/|$)/;

/** Groups changes by question and keeps their order. */
export function groupsOf(changes: readonly LensChange[]): readonly ChangeGroup[] {
  const groups = Map.groupBy(changes, ({ path }) => GROUP.exec(path)?.[0] ?? '');
  return [...groups].map(([path, ofGroup]) => ({ path, changes: ofGroup }));
}
