import type { Risk } from '@aws-sdk/client-wellarchitected';
import { riskOf } from './answer.ts';
import type { ReviewQuestion } from './review-question.ts';

/** The number of questions with each risk; a risk without questions is left out (observed). */
export function countRisks(questions: readonly ReviewQuestion[]): Partial<Record<Risk, number>> {
  const counts: Partial<Record<Risk, number>> = {};
  for (const { question, answer } of questions) {
    const risk = riskOf(question, answer);
    counts[risk] = (counts[risk] ?? 0) + 1;
  }
  return counts;
}
