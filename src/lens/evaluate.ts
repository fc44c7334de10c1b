import { type Expression, parseCondition } from './condition/parse-condition.ts';
import type { AnswerRisk } from './condition/truth-table.ts';
import type { Question } from './document.ts';

/** What one answer to a question comes to. */
export interface Evaluation {
  readonly risk: AnswerRisk;
  /** The index of the rule that gave the risk. */
  readonly rule: number | undefined;
}

/**
 * Rates one answer: the first rule whose condition is true gives the risk; nothing ticked is Unanswered whatever the
 * rules say (both observed in imports). A condition that cannot be parsed is never true.
 *
 * @param tickedChoiceIds ids that the question does not have are ignored
 */
export function evaluateQuestion(
  { choices, riskRules }: Pick<Question, 'choices' | 'riskRules'>,
  tickedChoiceIds: readonly string[],
): Evaluation {
  const known = new Set(choices.map(({ id }) => id));
  const ticked = new Set(tickedChoiceIds.filter((id) => known.has(id)));
  if (ticked.size === 0) return { risk: 'UNANSWERED', rule: undefined };
  for (const [rule, { condition, risk }] of riskRules.entries()) {
    const reading = parseCondition(condition);
    if (reading.valid && isTrue(reading.expression, ticked)) return { risk, rule };
  }
  return { risk: 'NONE', rule: undefined };
}

function isTrue(expression: Expression, ticked: ReadonlySet<string>): boolean {
  switch (expression.kind) {
    case 'default':
      return true;
    case 'choice':
      return ticked.has(expression.id);
    case 'not':
      return !isTrue(expression.operand, ticked);
    case 'and':
      return expression.operands.every((operand) => isTrue(operand, ticked));
    case 'or':
      return expression.operands.some((operand) => isTrue(operand, ticked));
  }
}
