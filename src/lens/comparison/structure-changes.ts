import type { Choice, LensDocument, Pillar, Question } from '../document.ts';
import type { AnswerPlace, LensChange } from './lens-comparison.ts';
import { type Matching, matchParts, seen } from './match-parts.ts';
import { ruleChanges } from './rule-changes.ts';
import { choiceTextChanges, orderChange, resourceChanges, textChange } from './text-changes.ts';

/** A question with the pillar that holds it. */
export interface PlacedQuestion {
  readonly id: string;
  readonly pillar: Pillar;
  readonly question: Question;
  /** Where its answer is: with the pillar, when the lens has the id in two of them. */
  readonly place: AnswerPlace;
}

/** Which part of one lens is which of the other. */
export interface Structure {
  readonly pillars: Matching<Pillar>;
  readonly questions: Matching<PlacedQuestion>;
  /** The choices of every question that is on both sides, by the question as it is. */
  readonly choices: ReadonlyMap<Question, Matching<Choice>>;
}

export function matchStructure(published: LensDocument, wanted: LensDocument): Structure {
  const [old, current] = [questionsOf(published), questionsOf(wanted)];
  const questions = matchParts(old, current, looksOfQuestion, questionIdentity(old, current));
  const onBothSides = [...questions.common, ...questions.renamed];
  return {
    pillars: matchParts(published.pillars, wanted.pillars, ({ name }) => seen(name)),
    questions,
    choices: new Map(
      onBothSides.map(({ before, after }) => [
        after.question,
        matchParts(before.question.choices, after.question.choices, ({ title }) => seen(title)),
      ]),
    ),
  };
}

/** Every change, in the order of the wanted lens; what was removed comes last in the part that held it. */
export function structureChanges(
  published: LensDocument,
  wanted: LensDocument,
  { pillars, questions, choices }: Structure,
): LensChange[] {
  const oldPillars = byAfter([...pillars.common, ...pillars.renamed]);
  const oldQuestions = byAfter(
    [...questions.common, ...questions.renamed].map(({ before, after }) => ({
      before,
      after: after.question,
    })),
  );
  const removed = Map.groupBy(questions.removed, ({ pillar }) => pillar);

  return [
    ...textChange('name', published.name, wanted.name),
    ...textChange('description', published.description, wanted.description),
    ...orderChange('pillars', published.pillars, wanted.pillars),
    ...wanted.pillars.flatMap(pillarChanges),
    ...pillars.removed.flatMap((pillar): LensChange[] => [
      { kind: 'pillar', how: 'removed', path: pathOfPillar(pillar), before: pillar.name },
      ...removedQuestions(pillar),
    ]),
  ];

  function pillarChanges(pillar: Pillar): LensChange[] {
    const path = pathOfPillar(pillar);
    const before = oldPillars.get(pillar);
    const ofQuestions = pillar.questions.flatMap((question) => questionChanges(question, pillar));
    if (before === undefined) {
      return [{ kind: 'pillar', how: 'added', path, after: pillar.name }, ...ofQuestions];
    }
    return [
      ...renaming('pillar', path, before, pillar),
      ...textChange(`${path}/name`, before.name, pillar.name),
      ...orderChange(`${path}/questions`, before.questions, pillar.questions),
      ...ofQuestions,
      ...removedQuestions(before),
    ];
  }

  function questionChanges(question: Question, pillar: Pillar): LensChange[] {
    const path = `${pathOfPillar(pillar)}/questions/${question.id}`;
    const old = oldQuestions.get(question);
    if (old === undefined) return [{ kind: 'question', how: 'added', path, after: question.title }];
    const before = old.question;
    const matching = choices.get(question);
    return [
      ...renaming('question', path, before, question),
      ...(oldPillars.get(pillar) === old.pillar ? [] : [moved(path, old.pillar, pillar)]),
      ...textChange(`${path}/title`, before.title, question.title),
      ...textChange(`${path}/description`, before.description, question.description),
      ...resourceChanges(`${path}/helpfulResource`, before.helpfulResource, question.helpfulResource),
      ...(matching === undefined ? [] : choiceChanges(`${path}/choices`, before, question, matching)),
      ...ruleChanges(`${path}/riskRules`, before.riskRules, question.riskRules),
    ];
  }

  function removedQuestions(pillar: Pillar): LensChange[] {
    return (removed.get(pillar) ?? []).map(({ id, question }) => ({
      kind: 'question',
      how: 'removed',
      path: `${pathOfPillar(pillar)}/questions/${id}`,
      before: question.title,
    }));
  }
}

function choiceChanges(
  path: string,
  before: Question,
  after: Question,
  matching: Matching<Choice>,
): LensChange[] {
  const old = byAfter([...matching.common, ...matching.renamed]);
  return [
    ...orderChange(path, before.choices, after.choices),
    ...after.choices.flatMap((choice): LensChange[] => {
      const own = `${path}/${choice.id}`;
      const published = old.get(choice);
      if (published === undefined) return [{ kind: 'choice', how: 'added', path: own, after: choice.title }];
      return [...renaming('choice', own, published, choice), ...choiceTextChanges(own, published, choice)];
    }),
    ...matching.removed.map(
      ({ id, title }): LensChange => ({
        kind: 'choice',
        how: 'removed',
        path: `${path}/${id}`,
        before: title,
      }),
    ),
  ];
}

function renaming(
  kind: 'pillar' | 'question' | 'choice',
  path: string,
  before: { readonly id: string },
  after: { readonly id: string },
): LensChange[] {
  return before.id === after.id ? [] : [{ kind, how: 'renamed', path, before: before.id, after: after.id }];
}

function moved(path: string, before: Pillar, after: Pillar): LensChange {
  return { kind: 'question', how: 'moved', path, before: before.id, after: after.id };
}

function byAfter<Before, After>(
  pairs: readonly { readonly before: Before; readonly after: After }[],
): Map<After, Before> {
  return new Map(pairs.map(({ before, after }) => [after, before]));
}

function questionsOf({ pillars }: LensDocument): PlacedQuestion[] {
  const questions = pillars.flatMap((pillar) => pillar.questions.map((question) => ({ pillar, question })));
  const withId = Map.groupBy(questions, ({ question }) => question.id);
  return questions.map(({ pillar, question }) => {
    const { id } = question;
    const isRepeated = (withId.get(id)?.length ?? 0) > 1;
    return { id, pillar, question, place: { ...(isRepeated && { pillarId: pillar.id }), questionId: id } };
  });
}

/**
 * A question is followed by its id when it moves to another pillar. Where one id is in two pillars, a question that is in
 * the same pillar on both sides stays itself.
 */
function questionIdentity(
  old: readonly PlacedQuestion[],
  current: readonly PlacedQuestion[],
): (question: PlacedQuestion) => string {
  const inPillar = ({ pillar, id }: PlacedQuestion) => JSON.stringify([pillar.id, id]);
  const known = new Set(old.map(inPillar));
  const stays = new Set(current.map(inPillar).filter((key) => known.has(key)));
  return (question) => {
    const key = inPillar(question);
    return stays.has(key) ? key : question.id;
  };
}

function looksOfQuestion({ question }: PlacedQuestion): string {
  return JSON.stringify([question.title, ...question.choices.map(({ title }) => title)].map(seen));
}

function pathOfPillar({ id }: Pillar): string {
  return `pillars/${id}`;
}
