import * as z from 'zod/mini';
import type { AnswerRisk } from '../../lens/condition/truth-table.ts';
import { evaluateQuestion } from '../../lens/evaluate.ts';
import type { LensView, QuestionView } from './lens-view.ts';
import { RISK_WORDS } from './risk-words.ts';

/** What the page asks: which choices are ticked, question by question. */
export const EvaluationRequest = z.strictObject({
  revision: z.string(),
  answers: z.array(z.strictObject({ question: z.string(), ticked: z.array(z.string()) })),
});

/** One answer's risk, in words ready to show. */
export interface AnswerEvaluation {
  readonly risk: AnswerRisk;
  readonly label: string;
  readonly why: string;
  /** The index of the rule that gave the risk; null when none did. */
  readonly rule: number | null;
}

/** Rates every answer, in their order. A question that is not there is unanswered. */
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
  if (risk === 'UNANSWERED') return 'Nothing is ticked';
  return rule === undefined ? 'None of the rules holds' : `Rule ${rule + 1} holds`;
}
