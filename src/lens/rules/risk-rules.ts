import type { JsonObject } from '../json/json-value.ts';
import { itemsOf, type Part } from '../parts.ts';
import { quote } from '../quote.ts';
import { checkBestRisk } from './best-risk.ts';
import { checkChoiceEffects } from './choice-effects.ts';
import { type LogicCheck, RISKS, readLogic } from './question-logic.ts';
import { checkRiskLevels } from './risk-levels.ts';
import type { Found } from './rule.ts';
import { checkUnratedAnswers } from './unrated-answers.ts';
import { checkUnreachedRules } from './unreached-rules.ts';

const LOGIC_CHECKS: readonly LogicCheck[] = [
  checkUnreachedRules,
  checkRiskLevels,
  checkBestRisk,
  checkUnratedAnswers,
  checkChoiceEffects,
];

/** A question has one rule per risk level and a default, and its rules make sense together. */
export function* checkRiskRules(part: Part): Generator<Found> {
  if (part.kind !== 'question') return;
  yield* checkUnique(part);
  const logic = readLogic(part);
  const findings = logic ? LOGIC_CHECKS.flatMap((check) => [...check(logic)]) : [];
  yield* findings;
  if (!findings.some(({ rule }) => rule === 'answers-fall-through')) yield* checkDefault(part);
}

/** One of the two often has the wrong risk; else their conditions can be joined, unless one is default or they are the same. */
function adviceOnRepeatedRisk(question: Part, rule: JsonObject): string {
  const rules = itemsOf(question, 'riskRules').map(({ object }) => object);
  const free = RISKS.filter((risk) => !rules.some((other) => other.risk === risk));
  const other = rules.find(({ risk }) => risk === rule.risk);
  const isSame = String(other?.condition).trim() === String(rule.condition).trim();
  const canJoin = !isSame && !isDefault(rule.condition) && !isDefault(other?.condition);
  const rest = canJoin ? 'join the two conditions as (…) || (…) in one rule' : 'remove one of the two rules';
  if (free.length === 0) return `${rest.charAt(0).toUpperCase()}${rest.slice(1)}`;
  return `Write ${free.map((risk) => `"${risk}"`).join(' or ')} here if that is meant, or ${rest}`;
}

function* checkUnique(question: Part): Generator<Found> {
  const seen = new Set<unknown>();
  for (const { object, path } of itemsOf(question, 'riskRules')) {
    const { risk } = object;
    if (typeof risk === 'string' && seen.has(risk)) {
      yield {
        rule: 'risk-rule-unique',
        severity: 'error',
        message: `Cannot import risk rules: found risk ${quote(risk)} twice in one question, wanted it once`,
        mend: adviceOnRepeatedRisk(question, object),
        path: [...path, 'risk'],
      };
    }
    seen.add(risk);
  }
}

/** The guide asks for a default; the importer was seen to take a question without. */
function* checkDefault(question: Part): Generator<Found> {
  const rules = itemsOf(question, 'riskRules');
  if (rules.length === 0 || rules.some(({ object }) => isDefault(object.condition))) return;
  yield {
    rule: 'default-rule-missing',
    severity: 'warning',
    message:
      'Cannot rate what the rules do not name: found no default rule, wanted one as the last of riskRules',
    mend: 'Give the last rule the condition "default"',
    path: [...question.path, 'riskRules'],
  };
}

function isDefault(condition: unknown): boolean {
  return typeof condition === 'string' && condition.trim() === 'default';
}
