import type { Risk } from '@aws-sdk/client-wellarchitected';
import { riskOf } from './answer.ts';
import type { ReviewQuestion } from './review-question.ts';

/** How many questions have each risk; a risk that none has is left out, as is seen in replies of the service. */
export function countRisks(questions: readonly ReviewQuestion[]): Partial<Record<Risk, number>> {
  const counts: Partial<Record<Risk, number>> = {};
  for (const { question, answer } of questions) {
    const risk = riskOf(question, answer);
    counts[risk] = (counts[risk] ?? 0) + 1;
  }
  return counts;
}
