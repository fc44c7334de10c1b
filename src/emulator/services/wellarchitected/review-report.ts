import type { Risk } from '@aws-sdk/client-wellarchitected';
import { riskOf } from './answer.ts';
import { type ReviewQuestion, reviewQuestions } from './review-question.ts';
import { countRisks } from './risk-counts.ts';
import type { LensReview, Workload } from './workload.ts';

const RISK_WORDS: Readonly<Record<Risk, string>> = {
  HIGH: 'High risk',
  MEDIUM: 'Medium risk',
  NONE: 'No improvements identified',
  NOT_APPLICABLE: 'Not applicable',
  UNANSWERED: 'Unanswered',
};

/** The lines of the report on a review. It contains plans in full, and no descriptions of questions (observed). */
export function reportLines(workload: Workload, review: LensReview): string[] {
  const { name, content } = review.version;
  return [
    `${content.name}, version ${name}`,
    `Workload: ${workload.name}`,
    `Account: ${workload.accountId}`,
    ...countLines(reviewQuestions(review)),
    ...(review.notes ? [`Notes: ${review.notes}`] : []),
    ...content.pillars.flatMap((pillar) => {
      const questions = reviewQuestions(review, pillar.id);
      const notes = review.pillarNotes.get(pillar.id);
      return [
        '',
        pillar.name,
        ...countLines(questions),
        ...(notes ? [`Notes: ${notes}`] : []),
        ...questions.flatMap(questionLines),
      ];
    }),
  ];
}

function countLines(questions: readonly ReviewQuestion[]): string[] {
  const counts = countRisks(questions);
  const words: string[] = [];
  for (const risk of ['HIGH', 'MEDIUM', 'NONE', 'NOT_APPLICABLE', 'UNANSWERED'] as const) {
    if (counts[risk] !== undefined) words.push(`${RISK_WORDS[risk]} ${counts[risk]}`);
  }
  return [words.join(', ')];
}

function questionLines({ question, answer }: ReviewQuestion): string[] {
  return [
    '',
    `${question.title} ${RISK_WORDS[riskOf(question, answer)]}`,
    ...(answer.notes ? [`  Notes: ${answer.notes}`] : []),
    ...question.choices.flatMap(({ id, title, improvementPlan }) => {
      const isSelected = answer.choices.get(id)?.status === 'SELECTED';
      const plan = isSelected ? undefined : improvementPlan?.displayText;
      return [`  [${isSelected ? 'x' : ' '}] ${title}`, ...(plan ? [`      ${plan}`] : [])];
    }),
  ];
}
