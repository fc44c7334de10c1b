import { simplestOf } from '../condition/answer-set.ts';
import { describeAnswer, type QuestionLogic } from './question-logic.ts';
import type { Found } from './rule.ts';

/** Without a `default` every answer is rated all the same; the guide asks for a `default` in any case. */
export function* checkUnratedAnswers(logic: QuestionLogic): Generator<Found> {
  const { rules, table } = logic;
  if (rules.some(({ isDefault }) => isDefault)) return;
  const example = simplestOf(table.unrated);
  if (example === undefined) return;
  yield {
    rule: 'answers-fall-through',
    severity: 'warning',
    message: `Cannot rate every answer: found no rule for ${describeAnswer(logic, example)} and no default, wanted a default as the last of riskRules`,
    mend: 'Give the last rule the condition "default", or add a rule that has it',
    path: [...logic.path, 'riskRules'],
  };
}
