import { isEmptySet, subtract } from '../condition/answer-set.ts';
import { writeExpression } from '../condition/condition-smells.ts';
import type { Expression } from '../condition/parse-condition.ts';
import { negateMentions, reduceExpression } from '../condition/reduce-expression.ts';
import { tickingEffects } from '../condition/ticking-effect.ts';
import { tabulate } from '../condition/truth-table.ts';
import { quoteWhole } from '../quote.ts';
import { answersWithNone, type LogicRule, type QuestionLogic } from './question-logic.ts';

/**
 * What to write so that a rule rates answers without "None of these": the mentions of those choices negated. When other
 * rules rate these answers already, the rule is of no use.
 */
export function adviceWithoutNone(logic: QuestionLogic, rule: LogicRule): string {
  const ids = logic.nones.map((none) => logic.choiceIds[none] ?? '');
  const wanted = ids.reduce<Expression>(negateWhereNeeded, rule.expression);
  const changed = logic.rules.map((other) => (other === rule ? { ...rule, expression: wanted } : other));
  const table = tabulate(logic.choiceIds, changed);
  const given = table?.rules.map((one) => one.given) ?? [];
  const isReached = !isEmptySet(
    subtract(given[logic.rules.indexOf(rule)] ?? new Int32Array(), answersWithNone(logic)),
  );
  const hidesAnother = logic.rules.some(
    (other, index) => !other.isDefault && !isEmptySet(other.given) && isEmptySet(given[index] ?? other.given),
  );
  const shown = quoteWhole(writeExpression(wanted));
  return isReached && !hidesAnother && shown !== undefined
    ? `Write ${shown} as the condition`
    : 'Correct the conditions so that answers without "None of these" reach this risk';
}

/**
 * What to write so that a choice "None of these" lowers no risk: in the rule that lowers it, else in all.
 *
 * @param before an answer without the choice that has a higher risk than with it
 */
export function adviceOnLowering(logic: QuestionLogic, none: number, before: number): string {
  const lowering = logic.table.ruleOf(before | (1 << none));
  const rule = lowering === undefined ? undefined : logic.rules[lowering];
  const id = logic.choiceIds[none] ?? '';
  const without = rule && reduceExpression(rule.expression, new Map([[id, false]]));
  if (
    rule !== undefined &&
    without !== undefined &&
    typeof without !== 'boolean' &&
    without.kind !== 'default'
  ) {
    const table = tabulate(
      logic.choiceIds,
      logic.rules.map((other) => (other === rule ? { ...rule, expression: without } : other)),
    );
    const shown = quoteWhole(writeExpression(without));
    const isSound = table !== undefined && tickingEffects(table)[none]?.lowers === false;
    if (isSound && shown !== undefined) return `Write ${shown} as the condition for ${rule.risk}`;
  }
  return `Take ${id} out of all conditions, and remove a rule that names nothing else`;
}

function negateWhereNeeded(expression: Expression, id: string): Expression {
  const without = reduceExpression(expression, new Map([[id, false]]));
  return without === false ? negateMentions(expression, id) : expression;
}
