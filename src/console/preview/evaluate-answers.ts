import * as z from 'zod/mini';
import type { AnswerRisk } from '../../lens/condition/truth-table.ts';
import { evaluateQuestion } from '../../lens/evaluate.ts';
import type { LensView, QuestionView } from './lens-view.ts';
import { RISK_WORDS } from './risk-words.ts';

/** The request of the page: the selected choices of each question. */
export const EvaluationRequest = z.strictObject({
  revision: z.string(),
  answers: z.array(z.strictObject({ question: z.string(), ticked: z.array(z.string()) })),
});

/** The risk of an answer, in words to show. */
export interface AnswerEvaluation {
  readonly risk: AnswerRisk;
  readonly label: string;
  readonly why: string;
  /** The index of the rule that determined the risk; null when no rule applies. */
  readonly rule: number | null;
}

/** Rates the answers in their order. A question that does not exist is unanswered. */
export function evaluateAnswers(
  lens: LensView,
  answers: z.infer<typeof EvaluationRequest>['answers'],
): AnswerEvaluation[] {
  const questions = new Map(
    lens.pillars.flatMap((pillar) => pillar.questions.map((question) => [question.key, question] as const)),
  );
  return answers.map(({ question, ticked }) => evaluate(questions.get(question), ticked));
}

function evaluate(question: QuestionView | undefined, ticked: readonly string[]): AnswerEvaluation {
  const { risk, rule } = evaluateQuestion(question ?? { choices: [], riskRules: [] }, ticked);
  return { risk, label: RISK_WORDS[risk], why: why(risk, rule), rule: rule ?? null };
}

function why(risk: AnswerRisk, rule: number | undefined): string {
  if (risk === 'UNANSWERED') return 'No choice is selected';
  return rule === undefined ? 'No rule applies' : `Rule ${rule + 1} applies`;
}
