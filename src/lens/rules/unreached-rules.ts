import { hasAnswer, intersect, isEmptySet, simplestOf } from '../condition/answer-set.ts';
import type { Expression } from '../condition/parse-condition.ts';
import { type ParsedRule, tabulate } from '../condition/truth-table.ts';
import { MOST_CHOICES } from '../format.ts';
import { renderPath } from '../json/json-path.ts';
import { describeAnswer, type LogicRule, type QuestionLogic } from './question-logic.ts';
import type { Found } from './rule.ts';

/** Every rule rates some answer. A `default` that the other rules cover is normal, but not a second one. */
export function* checkUnreachedRules(logic: QuestionLogic): Generator<Found> {
  for (const index of unreachedIn(logic.rules)) {
    const rule = logic.rules[index];
    if (rule !== undefined) yield unreached(logic, rule);
  }
}

function unreached(logic: QuestionLogic, rule: LogicRule): Found {
  const { risk, path, met } = rule;
  const common = { severity: 'warning' as const, path };
  const hiding = logic.rules.find(({ given }) => !isEmptySet(intersect(met, given)));
  if (hiding !== undefined) {
    const example = simplestOf(intersect(met, hiding.given)) ?? 0;
    return {
      ...common,
      rule: 'rule-hidden',
      message: `Cannot reach ${risk} by this rule: found that earlier rules rate every answer that meets it, such as ${describeAnswer(logic, example)} by the rule for ${hiding.risk}, wanted an answer left for it`,
      mend: adviceOnHidden(logic, rule, hiding),
    };
  }
  if (hasAnswer(met, 0)) {
    return {
      ...common,
      rule: 'rule-unanswered',
      message: `Cannot reach ${risk} by this rule: found that only the answer with nothing ticked meets it, which is Unanswered under any rules, wanted an answer that reaches it`,
      mend: adviceOnUnanswered(logic, rule),
    };
  }
  return {
    ...common,
    rule: 'rule-never-true',
    message: `Cannot reach ${risk} by this rule: found a condition that no answer meets, neither ${describeAnswer(logic, 1)} nor any other, wanted one that some answer meets`,
    mend:
      logic.rules.length > 1
        ? 'Correct the condition, or remove the rule'
        : 'Write a condition that some answer meets, such as default',
  };
}

/** Of two rules that the same answers meet, one is hidden in any order. */
function adviceOnHidden({ choiceIds, rules }: QuestionLogic, rule: LogicRule, hiding: LogicRule): string {
  const others = rules.filter((other) => other !== rule);
  const moved = others.toSpliced(others.indexOf(hiding), 0, rule);
  if (isBetter(choiceIds, rules, moved)) return `Move it before ${renderPath(hiding.path.slice(0, -1))}`;
  return 'Remove the rule, or write a condition that answers meet which no other rule rates';
}

function adviceOnUnanswered({ choiceIds, nones, rules }: QuestionLogic, rule: LogicRule): string {
  const [none] = nones;
  const existing = none === undefined ? undefined : choiceIds[none];
  const id = existing ?? freeId(choiceIds);
  const ids = existing === undefined ? [...choiceIds, id] : choiceIds;
  const testing: Expression = { kind: 'choice', id, start: 0, end: id.length };
  const changed = rules.map((other) => (other === rule ? { ...rule, expression: testing } : other));
  if (ids.length <= MOST_CHOICES && isBetter(ids, rules, changed)) {
    return existing === undefined
      ? 'Add a choice "None of these" whose id ends in _no, and write that id as the condition'
      : `Write ${existing} as the condition`;
  }
  return rules.length > 1 ? 'Remove the rule' : 'Write default as the condition';
}

/** Whether fewer rules are unreached when the rules are changed. */
function isBetter(
  choiceIds: readonly string[],
  rules: readonly LogicRule[],
  changed: readonly ParsedRule[],
): boolean {
  const table = tabulate(choiceIds, changed);
  if (table === undefined) return false;
  const judged = table.rules.map(({ given }, index) => ({
    given,
    isDefault: changed[index]?.expression.kind === 'default',
  }));
  return unreachedIn(judged).length < unreachedIn(rules).length;
}

function unreachedIn(rules: readonly Pick<LogicRule, 'given' | 'isDefault'>[]): number[] {
  const firstDefault = rules.findIndex(({ isDefault }) => isDefault);
  return rules.flatMap(({ given }, index) => (index !== firstDefault && isEmptySet(given) ? [index] : []));
}

/** An id that no choice has, to try out what a further choice would do. */
export function freeId(choiceIds: readonly string[]): string {
  return `${choiceIds.join('')}_no`;
}
