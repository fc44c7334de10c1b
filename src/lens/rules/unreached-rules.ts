import { hasAnswer, intersect, isEmptySet, simplestOf } from '../condition/answer-set.ts';
import { renderPath } from '../json/json-path.ts';
import { describeAnswer, type LogicRule, type QuestionLogic } from './question-logic.ts';
import type { Found } from './rule.ts';

/** Every rule rates some answer. A `default` that the other rules cover is normal, but not a second one. */
export function* checkUnreachedRules(logic: QuestionLogic): Generator<Found> {
  const firstDefault = logic.rules.find(({ isDefault }) => isDefault);
  for (const rule of logic.rules) {
    if (rule !== firstDefault && isEmptySet(rule.given)) yield unreached(logic, rule);
  }
}

function unreached(logic: QuestionLogic, { risk, path, met }: LogicRule): Found {
  const common = { severity: 'warning' as const, path };
  const hiding = logic.rules.find(({ given }) => !isEmptySet(intersect(met, given)));
  if (hiding !== undefined) {
    const example = simplestOf(intersect(met, hiding.given)) ?? 0;
    return {
      ...common,
      rule: 'rule-hidden',
      message: `Cannot reach ${risk} by this rule: found every answer it is true for rated by earlier rules, such as ${describeAnswer(logic, example)} by the rule for ${hiding.risk}, wanted an answer left for it`,
      mend: `Move it before ${renderPath(hiding.path.slice(0, -1))}, or narrow the rules before it`,
    };
  }
  if (hasAnswer(met, 0)) {
    return {
      ...common,
      rule: 'rule-unanswered',
      message: `Cannot reach ${risk} by this rule: found it true only for nothing ticked, which stays Unanswered whatever the rules say, wanted an answer that reaches it`,
      mend: 'Add a choice "None of these" whose id ends in _no and test that, or use default',
    };
  }
  return {
    ...common,
    rule: 'rule-never-true',
    message: `Cannot reach ${risk} by this rule: found a condition that no answer meets, neither ${describeAnswer(logic, 1)} nor any other, wanted one that some answer meets`,
    mend: 'Correct the condition, or remove the rule',
  };
}
