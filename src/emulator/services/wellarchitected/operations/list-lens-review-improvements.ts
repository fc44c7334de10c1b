import type {
  ChoiceImprovementPlan,
  ImprovementSummary,
  ListLensReviewImprovementsInput,
  ListLensReviewImprovementsOutput,
} from '@aws-sdk/client-wellarchitected';
import type { Operation } from '../../../operation.ts';
import { riskOf } from '../answer.ts';
import { findReview, ownWorkload } from '../find-workload.ts';
import type { Given } from '../given.ts';
import { type Lens, lensAlias } from '../lens.ts';
import { page } from '../listing.ts';
import { milestoneNumber, milestoneReviews } from '../milestone.ts';
import { onWorkload } from '../permissions.ts';
import { listedQuestions, type ReviewQuestion } from '../review-question.ts';

type Input = Given<ListLensReviewImprovementsInput, 'WorkloadId' | 'LensAlias'>;

/** Only the questions of a review whose answers have a high or medium risk (observed). */
export const listLensReviewImprovements: Operation<Input, ListLensReviewImprovementsOutput> = {
  name: 'ListLensReviewImprovements',
  constraints: {
    WorkloadId: { required: true, min: 32, max: 32, pattern: /^[0-9a-f]{32}$/ },
    LensAlias: { required: true, min: 1, max: 128 },
    PillarId: { min: 1, max: 64 },
    MilestoneNumber: { range: [1, 100] },
    MaxResults: { range: [1, 100] },
    QuestionPriority: { enum: ['PRIORITIZED', 'NONE'] },
  },
  permissions: onWorkload,
  run(world, call, input) {
    const workload = ownWorkload(world, call, input.WorkloadId);
    const review = findReview(milestoneReviews(workload, input.MilestoneNumber), input.LensAlias);
    const atRisk = listedQuestions(review, input).filter(({ question, answer }) =>
      ['HIGH', 'MEDIUM'].includes(riskOf(question, answer)),
    );
    const { items, ...next } = page(call, atRisk, ({ place }) => place, input);
    return {
      WorkloadId: workload.id,
      ...milestoneNumber(input.MilestoneNumber),
      LensAlias: lensAlias(review.lens),
      LensArn: review.lens.arn,
      ImprovementSummaries: items.map((asked) => describeImprovement(review.lens, asked)),
      ...next,
    };
  },
};

/** The plans are those of the choices that apply and are not selected. */
function describeImprovement(lens: Lens, { pillarId, question, answer }: ReviewQuestion): ImprovementSummary {
  const { url: guidance } = question.helpfulResource ?? {};
  return {
    QuestionId: question.id,
    PillarId: pillarId,
    QuestionTitle: question.title,
    Risk: riskOf(question, answer),
    ...(lens.kind === 'official' && guidance ? { ImprovementPlanUrl: guidance } : {}),
    ImprovementPlans: question.choices.flatMap(({ id, improvementPlan }): ChoiceImprovementPlan[] => {
      const { displayText, url } = improvementPlan ?? {};
      const status = answer.choices.get(id)?.status ?? 'UNSELECTED';
      if (status !== 'UNSELECTED' || !displayText) return [];
      return [{ ChoiceId: id, DisplayText: displayText, ...(url ? { ImprovementPlanUrl: url } : {}) }];
    }),
  };
}
