import { simplestOf } from '../condition/answer-set.ts';
import { describeAnswer, type QuestionLogic } from './question-logic.ts';
import type { Found } from './rule.ts';

/** Without a `default` every answer is rated all the same; the guide asks for a `default` in any case. */
export function* checkUnratedAnswers(logic: QuestionLogic): Generator<Found> {
  const { rules, table } = logic;
  if (rules.some(({ isDefault }) => isDefault)) return;
  const example = simplestOf(table.unrated);
  if (example === undefined) return;
  // An answer without a rule counts as a high risk. The last rule may be the one for the best answers, so it is not made the default.
  const hasHighRisk = rules.some(({ risk }) => risk === 'HIGH_RISK');
  yield {
    rule: 'answers-fall-through',
    severity: 'warning',
    message: `Cannot rate every answer: found no rule for ${describeAnswer(logic, example)} and no default, wanted a default as the last of riskRules`,
    mend: hasHighRisk
      ? 'Make the rule for HIGH_RISK the last of riskRules and give it the condition "default"'
      : 'Add a rule with HIGH_RISK and the condition "default" as the last of riskRules',
    path: [...logic.path, 'riskRules'],
  };
}
