import { isEmptySet, simplestOf } from '../condition/answer-set.ts';
import { describeAnswer, type QuestionLogic } from './question-logic.ts';
import type { Found } from './rule.ts';

/** Answers differ in risk, and some have none. */
export function* checkRiskLevels(logic: QuestionLogic): Generator<Found> {
  const { rules, table } = logic;
  const common = { severity: 'warning' as const, path: [...logic.path, 'riskRules'] };
  if (rules.every(({ isDefault }) => isDefault)) {
    yield {
      ...common,
      rule: 'default-only',
      message: `Cannot tell answers apart: found only a default rule, so that every answer, such as ${describeAnswer(logic, 1)}, gives ${rules[0]?.risk}, wanted a rule that names choices`,
      mend: 'Add a rule for the good answers, such as NO_RISK when all choices are ticked',
    };
    return;
  }
  const reached = rules.filter(({ given }) => !isEmptySet(given));
  const [only, another] = reached;
  if (only && !another && rules.length > 1 && isEmptySet(table.unrated)) {
    const lost = rules.filter((rule) => rule !== only).map(({ risk }) => risk);
    yield {
      ...common,
      rule: 'risk-level-unreached',
      message: `Cannot reach ${lost.join(' or ')}: found that every answer, such as ${describeAnswer(logic, 1)}, gives ${only.risk}, and nothing ticked stays Unanswered, wanted answers that differ in risk`,
      mend: 'Add a choice "None of these" whose id ends in _no, or correct the conditions',
    };
    return;
  }
  if (rules.some(({ risk }) => risk === 'NO_RISK')) return;
  const best = reached.find(({ risk }) => risk === 'MEDIUM_RISK') ?? only;
  const example = best && simplestOf(best.given);
  if (best === undefined || example === undefined) return;
  yield {
    ...common,
    rule: 'risk-level-unreached',
    message: `Cannot reach NO_RISK: found ${best.risk} as the best that an answer gives, such as ${describeAnswer(logic, example)}, wanted a rule for the answers without risk`,
    mend: 'Add a rule with NO_RISK as the first of riskRules',
  };
}
