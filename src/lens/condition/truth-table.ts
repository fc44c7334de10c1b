import type { Question, Risk } from '../document.ts';
import {
  type AnswerSet,
  addAll,
  allAnswers,
  answersTicking,
  givenAnswers,
  hasAnswer,
  intersect,
  keepOnly,
  noAnswers,
  subtract,
} from './answer-set.ts';
import { type Expression, parseCondition } from './parse-condition.ts';

/** What an answer comes to. `UNANSWERED`: nothing is ticked. `NONE`: no rule is true, so the WA Tool shows no risk level. */
export type AnswerRisk = Risk | 'UNANSWERED' | 'NONE';

/** The risk of every answer to a question. Bit `i` of an answer says whether the question's `i`-th choice is ticked. */
export interface RiskTable {
  readonly choiceCount: number;
  /** The rules in the order of the question. */
  readonly rules: readonly TabulatedRule[];
  /** The answers that no rule rates. */
  readonly unrated: AnswerSet;
  riskOf(answer: number): AnswerRisk;
  /** The index of the rule that gives the answer its risk. */
  ruleOf(answer: number): number | undefined;
}

/** What one rule does. */
export interface TabulatedRule {
  readonly risk: Risk;
  /** The answers that meet the condition, whatever stands before it; the empty one may be among them. */
  readonly met: AnswerSet;
  /** The answers that get their risk from this rule: no earlier one rates them, and something is ticked. */
  readonly given: AnswerSet;
}

/** A rule whose condition could be parsed. */
export interface ParsedRule {
  readonly expression: Expression;
  readonly risk: Risk;
}

/** The format allows no more; 2^15 answers fit into 4 KB. */
const MOST_TABULATED_CHOICES = 15;

/**
 * Works out the risk of every answer to a question.
 *
 * @returns undefined when a condition cannot be parsed or names a choice that the question does not have, and when
 *   there are more choices than the format allows
 */
export function riskTable({
  choices,
  riskRules,
}: Pick<Question, 'choices' | 'riskRules'>): RiskTable | undefined {
  const rules: ParsedRule[] = [];
  for (const { condition, risk } of riskRules) {
    const reading = parseCondition(condition);
    if (!reading.valid) return undefined;
    rules.push({ expression: reading.expression, risk });
  }
  return tabulate(
    choices.map(({ id }) => id),
    rules,
  );
}

/**
 * Works out the risk of every answer from parsed rules. The first true rule counts; nothing ticked is Unanswered
 * whatever the rules say (observed in imports).
 *
 * @returns undefined when a rule names a choice that is not among them, and when there are more than 15
 */
export function tabulate(choiceIds: readonly string[], parsed: readonly ParsedRule[]): RiskTable | undefined {
  const choiceCount = choiceIds.length;
  if (choiceCount > MOST_TABULATED_CHOICES) return undefined;
  const ticking = new Map(
    answersTicking(choiceCount).map((answers, index) => [choiceIds[index] ?? '', answers]),
  );
  const every = allAnswers(choiceCount);
  const rules: TabulatedRule[] = [];
  let unrated = givenAnswers(choiceCount);
  for (const { expression, risk } of parsed) {
    const meeting = answersMeeting(expression, ticking, choiceCount);
    if (meeting === undefined) return undefined;
    const met = intersect(meeting, every);
    rules.push({ risk, met, given: intersect(met, unrated) });
    unrated = subtract(unrated, met);
  }
  const ruleOf = (answer: number) => {
    const rule = rules.findIndex(({ given }) => hasAnswer(given, answer));
    return rule === -1 ? undefined : rule;
  };
  const riskOf = (answer: number) => {
    if (answer === 0) return 'UNANSWERED';
    return rules.find(({ given }) => hasAnswer(given, answer))?.risk ?? 'NONE';
  };
  return { choiceCount, rules, unrated, riskOf, ruleOf };
}

/**
 * The answers, the empty one among them, for which a condition is true. With fewer than five choices the set may hold
 * bits that stand for no answer.
 *
 * @param ticking for each choice id, the answers that tick it
 * @returns undefined when the condition names another choice
 */
function answersMeeting(
  expression: Expression,
  ticking: ReadonlyMap<string, AnswerSet>,
  choiceCount: number,
): AnswerSet | undefined {
  if (expression.kind === 'default') return allAnswers(choiceCount);
  if (expression.kind === 'choice') return ticking.get(expression.id);
  const isAnd = expression.kind === 'and';
  const joined = isAnd ? allAnswers(choiceCount) : noAnswers(choiceCount);
  for (const term of expression.kind === 'not' ? [expression] : expression.operands) {
    const { operand, negated } = withoutNegations(term);
    const met = answersMeeting(operand, ticking, choiceCount);
    if (met === undefined) return undefined;
    if (isAnd) keepOnly(joined, met, negated);
    else addAll(joined, met, negated);
  }
  return joined;
}

/** Two negations are none: a chain of them costs no more than one. */
function withoutNegations(expression: Expression): { operand: Expression; negated: boolean } {
  let operand = expression;
  let negated = false;
  while (operand.kind === 'not') {
    operand = operand.operand;
    negated = !negated;
  }
  return { operand, negated };
}
