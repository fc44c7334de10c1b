import { type Comparison, compareById } from './compare-by-id.ts';
import { digestOf } from './digest-of.ts';
import type { Choice, LensDocument, Pillar, Question, RiskRule } from './document.ts';
import { toDocument } from './to-document.ts';

interface LensChange {
  readonly kind: 'pillar' | 'question' | 'choice' | 'rule' | 'text' | 'order';
  readonly how: 'added' | 'removed' | 'changed';
  /** By ids, not positions: `pillars/security/questions/sec_1/choices/mfa/title`. */
  readonly path: string;
}

/** An answer that workload owners gave and that the change would lose: a whole question's, or one choice's. */
interface LostAnswer {
  readonly questionId: string;
  readonly choiceId?: string;
}

export interface LensComparison {
  /** `none`: same digest. `minor`: texts, links or order only. `major`: ids or risk rules. */
  readonly change: 'none' | 'minor' | 'major';
  /** Sorted by path. */
  readonly changes: readonly LensChange[];
  readonly lostAnswers: readonly LostAnswer[];
}

/** A question with the pillar that holds it. Question ids are unique in a lens, so it can be followed when it moves. */
interface PlacedQuestion {
  readonly id: string;
  readonly pillarId: string;
  readonly question: Question;
}

/**
 * Compares the published content of a lens with the wanted one, matching by ids. A question that moved to another
 * pillar is changed, not lost.
 */
export function compareLenses(published: LensDocument, wanted: LensDocument): LensComparison {
  if (digestOf(published) === digestOf(wanted)) return { change: 'none', changes: [], lostAnswers: [] };
  return compareContent(toDocument(published), toDocument(wanted));
}

function compareContent(published: LensDocument, wanted: LensDocument): LensComparison {
  const questions = compareById(questionsOf(published), questionsOf(wanted));
  const choices = questions.common.map(({ before, after }) => ({
    after,
    found: compareById(before.question.choices, after.question.choices),
  }));
  const changes = [
    ...textChanges('', published, wanted, ['name', 'description']),
    ...pillarChanges(published.pillars, wanted.pillars),
    ...membership('question', questions, pathOfQuestion),
    ...questions.common.flatMap(({ before, after }) => questionChanges(before, after)),
    ...choices.flatMap(({ after, found }) => choiceChanges(pathOfQuestion(after), found)),
  ].sort((a, b) => compareText(a.path, b.path) || compareText(a.kind, b.kind));
  const lostAnswers = [
    ...questions.removed.map(({ id }) => ({ questionId: id })),
    ...choices.flatMap(({ after, found }) =>
      found.removed.map((choice) => ({ questionId: after.id, choiceId: choice.id })),
    ),
  ];
  return { change: changes.some(isMajor) ? 'major' : 'minor', changes, lostAnswers };
}

function isMajor({ kind }: LensChange): boolean {
  return kind !== 'text' && kind !== 'order';
}

function pillarChanges(before: readonly Pillar[], after: readonly Pillar[]): LensChange[] {
  const pillars = compareById(before, after);
  return [
    ...membership('pillar', pillars, ({ id }) => `pillars/${id}`),
    ...orderChange('pillars', pillars),
    ...pillars.common.flatMap((pillar) => [
      ...textChanges(`pillars/${pillar.after.id}/`, pillar.before, pillar.after, ['name']),
      ...orderChange(
        `pillars/${pillar.after.id}/questions`,
        compareById(pillar.before.questions, pillar.after.questions),
      ),
    ]),
  ];
}

function questionChanges(before: PlacedQuestion, after: PlacedQuestion): LensChange[] {
  const path = pathOfQuestion(after);
  return [
    ...(before.pillarId === after.pillarId ? [] : [changed('question', path)]),
    ...textChanges(`${path}/`, before.question, after.question, ['title', 'description', 'helpfulResource']),
    ...ruleChanges(`${path}/riskRules`, before.question.riskRules, after.question.riskRules),
  ];
}

function choiceChanges(questionPath: string, choices: Comparison<Choice>): LensChange[] {
  const path = `${questionPath}/choices`;
  return [
    ...membership('choice', choices, ({ id }) => `${path}/${id}`),
    ...orderChange(path, choices),
    ...choices.common.flatMap(({ before, after }) =>
      textChanges(`${path}/${after.id}/`, before, after, [
        'title',
        'helpfulResource',
        'improvementPlan',
        'additionalResources',
      ]),
    ),
  ];
}

/** Rules are told apart by their risk. The first true one counts, so their order is part of their meaning. */
function ruleChanges(path: string, before: readonly RiskRule[], after: readonly RiskRule[]): LensChange[] {
  const keyed = (rules: readonly RiskRule[]) => rules.map((rule) => ({ id: rule.risk, rule }));
  const rules = compareById(keyed(before), keyed(after));
  const rewritten = rules.common.filter(
    (rule) => withoutSpace(rule.before.rule.condition) !== withoutSpace(rule.after.rule.condition),
  );
  const respaced = rules.common.filter(
    (rule) => rule.before.rule.condition !== rule.after.rule.condition && !rewritten.includes(rule),
  );
  return [
    ...membership('rule', rules, ({ id }) => `${path}/${id}`),
    ...rewritten.map((rule) => changed('rule', `${path}/${rule.after.id}`)),
    ...respaced.map((rule) => changed('text', `${path}/${rule.after.id}`)),
    ...(rules.reordered ? [changed('rule', path)] : []),
  ];
}

function textChanges<T extends object>(
  prefix: string,
  before: T,
  after: T,
  members: (keyof T & string)[],
): LensChange[] {
  return members
    .filter((member) => JSON.stringify(before[member]) !== JSON.stringify(after[member]))
    .map((member) => changed('text', `${prefix}${member}`));
}

function membership<T>(
  kind: LensChange['kind'],
  found: Comparison<T>,
  pathOf: (item: T) => string,
): LensChange[] {
  return [
    ...found.added.map((item): LensChange => ({ kind, how: 'added', path: pathOf(item) })),
    ...found.removed.map((item): LensChange => ({ kind, how: 'removed', path: pathOf(item) })),
  ];
}

function orderChange(path: string, { reordered }: Comparison<unknown>): LensChange[] {
  return reordered ? [changed('order', path)] : [];
}

function changed(kind: LensChange['kind'], path: string): LensChange {
  return { kind, how: 'changed', path };
}

function questionsOf(lens: LensDocument): PlacedQuestion[] {
  return lens.pillars.flatMap((pillar) =>
    pillar.questions.map((question) => ({ id: question.id, pillarId: pillar.id, question })),
  );
}

function pathOfQuestion({ id, pillarId }: PlacedQuestion): string {
  return `pillars/${pillarId}/questions/${id}`;
}

/** Choice ids hold no white space, so a condition means the same without it. */
function withoutSpace(condition: string): string {
  return condition.replace(/\s+/gu, '');
}

/** By code units, so that the order is the same on every machine. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
