import type { ListAnswersInput, ListAnswersOutput } from '@aws-sdk/client-wellarchitected';
import type { Operation } from '../../../operation.ts';
import { summarizeAnswer } from '../describe-answer.ts';
import { findReview, ownWorkload } from '../find-workload.ts';
import type { Given } from '../given.ts';
import { lensAlias } from '../lens.ts';
import { page } from '../listing.ts';
import { milestoneNumber, milestoneReviews } from '../milestone.ts';
import { onWorkload } from '../permissions.ts';
import { listedQuestions } from '../review-question.ts';

type Input = Given<ListAnswersInput, 'WorkloadId' | 'LensAlias'>;

/** Every question of a review, answered or not, in the order of its lens. */
export const listAnswers: Operation<Input, ListAnswersOutput> = {
  name: 'ListAnswers',
  constraints: {
    WorkloadId: { required: true, min: 32, max: 32, pattern: /^[0-9a-f]{32}$/ },
    LensAlias: { required: true, min: 1, max: 128 },
    PillarId: { min: 1, max: 64 },
    MilestoneNumber: { range: [1, 100] },
    MaxResults: { range: [1, 50] },
    QuestionPriority: { enum: ['PRIORITIZED', 'NONE'] },
  },
  permissions: onWorkload,
  run(world, call, input) {
    const workload = ownWorkload(world, call, input.WorkloadId);
    const review = findReview(milestoneReviews(workload, input.MilestoneNumber), input.LensAlias);
    const { items, ...next } = page(call, listedQuestions(review, input), ({ place }) => place, input);
    return {
      WorkloadId: workload.id,
      ...milestoneNumber(input.MilestoneNumber),
      LensAlias: lensAlias(review.lens),
      LensArn: review.lens.arn,
      AnswerSummaries: items.map(summarizeAnswer),
      ...next,
    };
  },
};
