import { hasAnswer, isEmptySet, simplestOf, subtract } from '../condition/answer-set.ts';
import { quote } from '../quote.ts';
import { adviceWithoutNone } from './none-advice.ts';
import {
  answersWithNone,
  describeAnswer,
  type LogicRule,
  type QuestionLogic,
  RISKS,
} from './question-logic.ts';
import type { Found } from './rule.ts';

/**
 * The best risk can be reached without an answer that says that something is missing (seen: in 32 of 37 questions of a lens
 * that AWS publishes, NO_RISK needs "None of above" beside all practices). Not warned of: "None of these" alone as the best
 * answer, which is right where the choices describe bad practice.
 */
export function* checkBestRisk(logic: QuestionLogic): Generator<Found> {
  const rule = ruleThatNeedsNone(logic);
  if (rule === undefined) return;
  const example = simplestOf(rule.given) ?? 0;
  const id = logic.choiceIds[logic.nones.find((none) => (example >>> none) & 1) ?? 0] ?? '';
  yield {
    rule: 'best-risk-needs-none',
    severity: 'warning',
    message: `Cannot reach ${rule.risk} without a choice that says that something is missing: found that only answers such as ${describeAnswer(logic, example)} give it, wanted an answer without ${quote(id)}`,
    mend: adviceWithoutNone(logic, rule),
    path: rule.path,
  };
}

/** The rule for the best risk, when each of its answers holds "None of these", and none of them is that alone. */
export function ruleThatNeedsNone(logic: QuestionLogic): LogicRule | undefined {
  const best = logic.rules
    .filter(({ given }) => !isEmptySet(given))
    .toSorted((a, b) => RISKS.indexOf(a.risk) - RISKS.indexOf(b.risk))[0];
  if (best === undefined || logic.nones.some((none) => hasAnswer(best.given, 1 << none))) return undefined;
  return isEmptySet(subtract(best.given, answersWithNone(logic))) ? best : undefined;
}
