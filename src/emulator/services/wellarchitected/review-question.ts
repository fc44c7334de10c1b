import type { ListAnswersInput } from '@aws-sdk/client-wellarchitected';
import { type Answer, NO_ANSWER } from './answer.ts';
import { invalidField } from './errors.ts';
import type { LensQuestion } from './importer/lens-content.ts';
import type { LensReview } from './workload.ts';

/** A question of a review with its answer. */
export interface ReviewQuestion {
  readonly pillarId: string;
  readonly question: LensQuestion;
  readonly answer: Answer;
}

/**
 * The questions of a review in the order of its lens.
 *
 * @throws {AwsError} ValidationException for a pillar that the lens does not have
 */
export function reviewQuestions({ version, answers }: LensReview, pillarId?: string): ReviewQuestion[] {
  const { pillars } = version.content;
  if (pillarId !== undefined && !pillars.some(({ id }) => id === pillarId)) {
    throw invalidField('PillarId', `The lens has no pillar ${pillarId}`);
  }
  return pillars
    .filter(({ id }) => id === (pillarId ?? id))
    .flatMap(({ id, questions }) =>
      questions.map((question) => ({
        pillarId: id,
        question,
        answer: answers.get(question.id) ?? NO_ANSWER,
      })),
    );
}

/**
 * The questions for ListAnswers and ListLensReviewImprovements, each with a key that sorts in the order of the lens.
 * The embedded AWS has no profiles, so no question is prioritized.
 *
 * @throws {AwsError} ValidationException for a pillar that the lens does not have
 */
export function listedQuestions(
  review: LensReview,
  { PillarId, QuestionPriority }: Pick<ListAnswersInput, 'PillarId' | 'QuestionPriority'>,
): (ReviewQuestion & { readonly place: string })[] {
  const questions = reviewQuestions(review, PillarId);
  if (QuestionPriority === 'PRIORITIZED') return [];
  return questions.map((question, index) => ({ ...question, place: String(index).padStart(3, '0') }));
}

/** @throws {AwsError} ValidationException, not ResourceNotFoundException (observed) */
export function findQuestion(review: LensReview, questionId: string): ReviewQuestion {
  const found = reviewQuestions(review).find(({ question }) => question.id === questionId);
  if (found === undefined) throw invalidField('QuestionId', `No question with ID ${questionId} was found`);
  return found;
}
