import { itemsOf, type Part } from '../parts.ts';
import { quote } from '../quote.ts';
import type { Found } from './rule.ts';

/** A question has one rule per risk level, each with a condition, and a default. */
export function* checkRiskRules(part: Part): Generator<Found> {
  if (part.kind === 'risk-rule') yield* checkCondition(part);
  if (part.kind !== 'question') return;
  const rules = itemsOf(part, 'riskRules');
  const seen = new Set<unknown>();
  for (const { object, path } of rules) {
    const { risk } = object;
    if (typeof risk === 'string' && seen.has(risk)) {
      yield {
        rule: 'risk-rule-unique',
        severity: 'error',
        message: `Cannot import risk rules: found risk ${quote(risk)} twice in one question, wanted it once`,
        mend: 'Join the two conditions with ||',
        path: [...path, 'risk'],
      };
    }
    seen.add(risk);
  }
  if (rules.length > 0 && !rules.some(({ object }) => isDefault(object.condition))) {
    yield {
      rule: 'default-rule-missing',
      severity: 'warning',
      message: 'Cannot rate every answer: found no default rule, wanted one as the last of riskRules',
      mend: 'Give the last rule the condition "default"',
      path: [...part.path, 'riskRules'],
    };
  }
}

function* checkCondition({ object, path }: Part): Generator<Found> {
  const { condition } = object;
  if (typeof condition !== 'string' || condition.trim() !== '') return;
  yield {
    rule: 'condition-empty',
    severity: 'error',
    message: `Cannot evaluate a risk rule: found condition ${quote(condition)}, wanted an expression or "default"`,
    mend: 'Write "default" or an expression over the ids of the choices',
    path: [...path, 'condition'],
  };
}

function isDefault(condition: unknown): boolean {
  return typeof condition === 'string' && condition.trim() === 'default';
}
