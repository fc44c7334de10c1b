import { canonicalForm } from './canonical-form.ts';
import type { Pair } from './compare-by-id.ts';
import type {
  AnswerPlace,
  ComparisonNote,
  LensChange,
  LensComparison,
} from './comparison/lens-comparison.ts';
import { seen } from './comparison/match-parts.ts';
import { riskChanges } from './comparison/risk-changes.ts';
import {
  matchStructure,
  type PlacedQuestion,
  type Structure,
  structureChanges,
} from './comparison/structure-changes.ts';
import type { LensDocument } from './document.ts';
import { normaliseName } from './normalise-name.ts';
import { quote } from './quote.ts';
import { toDocument } from './to-document.ts';

/**
 * Compares the published content of a lens with the wanted one, matching by ids: what changes, which answers are lost,
 * which risks change for the same answers, and what is asked anew.
 *
 * What survives in a review is what WA Tool keeps at an upgrade: an answer as long as its question id stays, a selection
 * as long as its choice id stays (operational-readiness-review-custom-war-lens, test results).
 */
export function compareLenses(published: LensDocument, wanted: LensDocument): LensComparison {
  if (canonicalForm(published) === canonicalForm(wanted)) {
    return { change: 'none', changes: [], lostAnswers: [], askedAnew: [], riskChanges: [], notes: [] };
  }
  const [before, after] = [toDocument(published), toDocument(wanted)];
  const structure = matchStructure(before, after);
  const changes = structureChanges(before, after, structure);
  const risks = structure.questions.common.map((pair) => ({
    question: pair.after,
    found: riskChanges(pair.before.question, pair.after.question)?.map((change) => ({
      ...pair.after.place,
      ...change,
    })),
  }));
  return {
    change: changes.some(isMajor) ? 'major' : 'minor',
    changes,
    ...answersOf(structure),
    riskChanges: risks.flatMap(({ found }) => found ?? []),
    notes: [
      ...nameNote(before, after),
      ...renameNote(changes),
      ...swapNote(structure),
      ...risks.flatMap(({ question, found }) =>
        found?.length === 0 ? keptRisksNote(question, changes, structure) : [],
      ),
    ],
  };
}

function isMajor({ kind }: LensChange): boolean {
  return kind !== 'text' && kind !== 'order';
}

/**
 * A new id is a new thing to WA Tool, whatever it looks like. Whether two questions with one id share an answer is not
 * known: the answer counts as lost when one of them goes.
 */
function answersOf({ questions, choices }: Structure): Pick<LensComparison, 'lostAnswers' | 'askedAnew'> {
  const lost: AnswerPlace[] = [];
  const anew: AnswerPlace[] = [];
  lost.push(...[...questions.removed, ...questions.renamed.map(({ before }) => before)].map(placeOf));
  anew.push(...[...questions.added, ...questions.renamed.map(({ after }) => after)].map(placeOf));
  for (const { before, after } of questions.common) {
    const found = choices.get(after.question);
    if (found === undefined) continue;
    const gone = [...found.removed, ...found.renamed.map((pair) => pair.before)];
    const come = [...found.added, ...found.renamed.map((pair) => pair.after)];
    lost.push(...gone.map(({ id }) => ({ ...before.place, choiceId: id })));
    anew.push(...come.map(({ id }) => ({ ...after.place, choiceId: id })));
  }
  return { lostAnswers: lost, askedAnew: anew };
}

function placeOf({ place }: PlacedQuestion): AnswerPlace {
  return place;
}

function nameNote(before: LensDocument, after: LensDocument): ComparisonNote[] {
  if (normaliseName(before.name) === normaliseName(after.name)) return [];
  return [
    {
      kind: 'name-changed',
      message: `The name was ${quote(before.name)} and is ${quote(after.name)}: WA Tool does not publish a lens under another name: it would be a new lens`,
    },
  ];
}

function renameNote(changes: readonly LensChange[]): ComparisonNote[] {
  const renamed = changes.filter(({ kind, how }) => how === 'renamed' && kind !== 'pillar');
  const [first] = renamed;
  if (first === undefined) return [];
  const more = renamed.length > 1 ? ` (and ${renamed.length - 1} more)` : '';
  return [
    {
      kind: 'ids-renamed',
      message: `The ${first.kind} ${quote(first.before ?? '')} is now ${quote(first.after ?? '')}${more}, and its texts are the same: keep the old id to keep its answers`,
    },
  ];
}

/** Titles that changed places: every answer then means the other thing, though no id changed. */
function swapNote({ choices, questions }: Structure): ComparisonNote[] {
  const swapped = [
    ...swappedIn(questions.common, ({ question }) => question.title),
    ...[...choices.values()].flatMap(({ common }) => swappedIn(common, ({ title }) => title)),
  ];
  if (swapped.length === 0) return [];
  return [
    {
      kind: 'ids-swapped',
      message: `The titles of ${swapped.map(quote).join(', ')} changed places and the ids did not: existing answers now belong to the other title`,
    },
  ];
}

function swappedIn<T extends { readonly id: string }>(
  common: readonly Pair<T>[],
  titleOf: (item: T) => string,
): string[] {
  const idOfTitle = new Map(common.map(({ before }) => [seen(titleOf(before)), before.id]));
  return common.flatMap(({ before, after }) => {
    const owner = idOfTitle.get(seen(titleOf(after)));
    const isMoved = seen(titleOf(before)) !== seen(titleOf(after));
    return isMoved && owner !== undefined && owner !== after.id ? [after.id] : [];
  });
}

/** Rules that say the same in other words: a major version all the same, since owners are told of every new rule. */
function keptRisksNote(
  { id, pillar, question }: PlacedQuestion,
  changes: readonly LensChange[],
  { choices }: Structure,
): ComparisonNote[] {
  const path = `pillars/${pillar.id}/questions/${id}/riskRules`;
  const isRewritten = changes.some((change) => change.kind === 'rule' && change.path.startsWith(path));
  const found = choices.get(question);
  const hasSameChoices = [found?.added, found?.removed, found?.renamed].every((list) => list?.length === 0);
  if (!isRewritten || !hasSameChoices) return [];
  return [
    {
      kind: 'risks-kept',
      message: `The rules of ${quote(id)} were rewritten, and no answer's risk changes`,
    },
  ];
}
