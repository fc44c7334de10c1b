import { isEmptySet, simplestOf } from '../condition/answer-set.ts';
import { tabulate } from '../condition/truth-table.ts';
import { MOST_CHOICES } from '../format.ts';
import { quoteWhole } from '../quote.ts';
import { describeAnswer, type LogicRule, type QuestionLogic } from './question-logic.ts';
import type { Found } from './rule.ts';
import { freeId } from './unreached-rules.ts';

/** Answers differ in risk, and some have none. */
export function* checkRiskLevels(logic: QuestionLogic): Generator<Found> {
  const { rules, table } = logic;
  const common = { severity: 'warning' as const, path: [...logic.path, 'riskRules'] };
  if (rules.every(({ isDefault }) => isDefault)) {
    yield {
      ...common,
      rule: 'default-only',
      message: `Cannot tell answers apart: found only a default rule, so that every answer, such as ${describeAnswer(logic, 1)}, gives ${rules[0]?.risk}, wanted a rule that names choices`,
      mend: adviceOnDefaultOnly(logic),
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
      message: `Cannot reach ${lost.join(' or ')}: found that every answer, such as ${describeAnswer(logic, 1)}, gives ${only.risk}, and nothing ticked is Unanswered, wanted answers that differ in risk`,
      mend: adviceOnOneLevel(logic),
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
    mend: `${best.risk === 'MEDIUM_RISK' ? 'Write NO_RISK for MEDIUM_RISK if these answers are without risk, or add' : 'Add'} a rule with NO_RISK before the others`,
  };
}

const ADD_NONE = 'Add a choice "None of these" whose id ends in _no';

/** Two risk levels take two answers, and a risk that no other rule gives. */
function adviceOnDefaultOnly({ choiceIds, nones, rules }: QuestionLogic): string {
  if (rules.length > 1)
    return 'Write a condition over the choices in place of default, except in the last rule';
  const good = choiceIds.filter((_, index) => !nones.includes(index));
  const isBest = rules[0]?.risk === 'NO_RISK';
  if (choiceIds.length === 1) {
    const other = nones.length > 0 ? 'Add a choice for good practice' : ADD_NONE;
    return `${other}, and before this rule one with ${isBest ? 'HIGH_RISK' : 'NO_RISK'} for the ${isBest ? 'bad' : 'good'} answers`;
  }
  const example = quoteWhole(isBest ? `!${good[0] ?? choiceIds[0]}` : good.join(' && '));
  const suchAs = example === undefined || good.length === 0 ? '' : `, such as ${example}`;
  return isBest
    ? `Add before it a rule with HIGH_RISK for the bad answers${suchAs}`
    : `Add before it a rule with NO_RISK for the good answers${suchAs}`;
}

function adviceOnOneLevel({ choiceIds, nones, rules }: QuestionLogic): string {
  const correct = 'Correct the conditions so that answers differ in risk';
  if (nones.length === 0 && choiceIds.length < MOST_CHOICES) {
    if (tellsApart([...choiceIds, freeId(choiceIds)], rules)) return ADD_NONE;
    if (choiceIds.length === 1)
      return `${ADD_NONE}, and correct the conditions so that the answers differ in risk`;
  }
  if (choiceIds.length === 1)
    return 'Add a choice for good practice, and correct the conditions so that the answers differ in risk';
  const isDefault = (rule: LogicRule) => rule.isDefault;
  const last = [...rules.filter((rule) => !isDefault(rule)), ...rules.filter(isDefault)];
  return tellsApart(choiceIds, last) ? 'Make the default rule the last of riskRules' : correct;
}

function tellsApart(choiceIds: readonly string[], rules: readonly LogicRule[]): boolean {
  const table = tabulate(choiceIds, rules);
  return table !== undefined && table.rules.filter(({ given }) => !isEmptySet(given)).length > 1;
}
