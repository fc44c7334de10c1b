import type { AnswerPlace, LensChange, LensComparison, RiskChange } from './lens-comparison.ts';

/** How many of each list a summary names: a plan travels in messages and reports. */
const NAMED = 3;

/** The first of a list and how long it is. */
interface Excerpt<T> {
  readonly count: number;
  readonly first: readonly T[];
}

/** A comparison in a few lines, as plain data. */
export interface ComparisonSummary {
  readonly change: LensComparison['change'];
  /** In the order of kinds from pillar to order. */
  readonly changes: readonly (Pick<LensChange, 'kind' | 'how'> & { readonly count: number })[];
  readonly lostAnswers: Excerpt<AnswerPlace>;
  readonly askedAnew: Excerpt<AnswerPlace>;
  readonly riskChanges: Excerpt<Pick<RiskChange, 'pillarId' | 'questionId' | 'sentence'>>;
  /** What the author should look at, such as an id that changed while the title stayed; absent when there is nothing. */
  readonly notes?: readonly string[];
}

const KINDS: readonly LensChange['kind'][] = ['pillar', 'question', 'choice', 'rule', 'text', 'order'];
const HOWS: readonly LensChange['how'][] = ['added', 'removed', 'renamed', 'moved', 'changed'];

export function summariseComparison(comparison: LensComparison): ComparisonSummary {
  const counts = KINDS.flatMap((kind) =>
    HOWS.map((how) => ({
      kind,
      how,
      count: comparison.changes.filter((change) => change.kind === kind && change.how === how).length,
    })),
  );
  const notes = comparison.notes.slice(0, NAMED).map(({ message }) => message);
  return {
    ...(notes.length > 0 && { notes }),
    change: comparison.change,
    changes: counts.filter(({ count }) => count > 0),
    lostAnswers: excerpt(comparison.lostAnswers),
    askedAnew: excerpt(comparison.askedAnew),
    riskChanges: excerpt(
      comparison.riskChanges.map(({ pillarId, questionId, sentence }) => ({
        ...(pillarId !== undefined && { pillarId }),
        questionId,
        sentence,
      })),
    ),
  };
}

function excerpt<T>(list: readonly T[]): Excerpt<T> {
  return { count: list.length, first: list.slice(0, NAMED) };
}
