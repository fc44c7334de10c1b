import {
  addAll,
  answersTicking,
  intersect,
  isEmptySet,
  noAnswers,
  simplestOf,
  subtract,
} from '../condition/answer-set.ts';
import {
  answersLoweredBy,
  answersRaisedBy,
  type TickingEffect,
  tickingEffects,
} from '../condition/ticking-effect.ts';
import { quote } from '../quote.ts';
import { ruleThatNeedsNone } from './best-risk.ts';
import { adviceOnLowering, adviceWithoutNone } from './none-advice.ts';
import { describeAnswer, type QuestionLogic } from './question-logic.ts';
import type { Found } from './rule.ts';

interface ChoiceEffect extends TickingEffect {
  readonly id: string;
  readonly index: number;
}

/**
 * Ticking a choice matters, and does not make things worse; "None of these" does not make them better. Each is said
 * once per question, at the first choice it is true for: both are common in published lenses.
 */
export function* checkChoiceEffects(logic: QuestionLogic): Generator<Found> {
  if (!tellsAnswersApart(logic)) return;
  const effects = tickingEffects(logic.table).map((effect, index) => ({
    ...effect,
    index,
    id: logic.choiceIds[index] ?? '',
  }));
  const isNone = ({ index }: ChoiceEffect) => logic.nones.includes(index);
  const good = effects.filter((effect) => !isNone(effect));
  yield* idle(
    logic,
    good.filter(({ changes }) => !changes),
  );
  yield* raising(
    logic,
    good.filter(({ raises }) => raises),
  );
  yield* contradictions(logic, effects.filter(isNone), effects.length);
}

/** When all answers are rated alike, or there is just one, that is the finding and not each choice. */
function tellsAnswersApart({ rules, table }: QuestionLogic): boolean {
  const reached = rules.filter(({ given }) => !isEmptySet(given)).length;
  return table.choiceCount > 1 && reached + (isEmptySet(table.unrated) ? 0 : 1) > 1;
}

function* idle(logic: QuestionLogic, effects: readonly ChoiceEffect[]): Generator<Found> {
  const [first] = effects;
  if (first === undefined) return;
  yield {
    rule: 'choice-without-effect',
    severity: 'warning',
    message: `Cannot change the risk by ticking ${listIds(effects)}: found the same risk with and without it in every answer, wanted a condition that names it`,
    mend: `Name ${effects.length === 1 ? 'it in a condition, or leave it if it is' : 'each of them in a condition, or leave them if they are'} there to inform`,
    path: logic.choicePaths[first.index] ?? logic.path,
  };
}

function* raising(logic: QuestionLogic, effects: readonly ChoiceEffect[]): Generator<Found> {
  const [first] = effects;
  const before = first && simplestOf(answersRaisedBy(first.index, logic.table));
  if (first === undefined || before === undefined) return;
  yield {
    rule: 'choice-raises-risk',
    severity: 'warning',
    message: `Cannot lower the risk by ticking ${listIds(effects)}: found ${changeOf(logic, before, first.index)}, wanted a practice that lowers the risk or leaves it`,
    mend: 'Correct the conditions, or leave it if the choice describes bad practice',
    path: logic.choicePaths[first.index] ?? logic.path,
  };
}

/**
 * The API stores "None of these" together with other choices (observed), and the rules then see both. There is no warning
 * where the rules ignore it, as nearly all do: the other choices alone decide then.
 */
function* contradictions(
  logic: QuestionLogic,
  nones: readonly ChoiceEffect[],
  choiceCount: number,
): Generator<Found> {
  const lowering = nones.find(({ lowers }) => lowers);
  const before = lowering && simplestOf(answersLoweredBy(lowering.index, logic.table));
  if (lowering !== undefined && before !== undefined) {
    yield {
      rule: 'none-with-others',
      severity: 'warning',
      message: `Cannot lower a risk by "None of these": found ${changeOf(logic, before, lowering.index)}, wanted ${quote(lowering.id)} to lower no risk`,
      mend: adviceOnLowering(logic, lowering.index, before),
      path: logic.choicePaths[lowering.index] ?? logic.path,
    };
  }
  if (nones.length === 0) return;
  const contradictory = nonesWithOthers(nones, choiceCount);
  const reported = ruleThatNeedsNone(logic);
  for (const rule of logic.rules) {
    const { given, isDefault, path } = rule;
    if (rule === reported || isDefault || isEmptySet(given) || !isEmptySet(subtract(given, contradictory)))
      continue;
    const example = simplestOf(given) ?? 0;
    yield {
      rule: 'none-with-others',
      severity: 'warning',
      message: `Cannot rate usual answers by this rule: found that it rates only answers with "None of these" and another choice, such as ${describeAnswer(logic, example)}, wanted it to rate others as well`,
      mend: adviceWithoutNone(logic, rule),
      path,
    };
  }
}

function nonesWithOthers(nones: readonly ChoiceEffect[], choiceCount: number): Int32Array {
  const none = noAnswers(choiceCount);
  const other = noAnswers(choiceCount);
  const indexes = new Set(nones.map(({ index }) => index));
  for (const [choice, answers] of answersTicking(choiceCount).entries()) {
    addAll(indexes.has(choice) ? none : other, answers);
  }
  return intersect(none, other);
}

function changeOf(logic: QuestionLogic, before: number, choice: number): string {
  const { riskOf } = logic.table;
  const after = before | (1 << choice);
  const id = quote(logic.choiceIds[choice] ?? '');
  return `that ${describeAnswer(logic, before)} gives ${riskOf(before)} and with ${id} ${riskOf(after)}`;
}

function listIds(effects: readonly ChoiceEffect[]): string {
  return effects.map(({ id }) => quote(id)).join(', ');
}
