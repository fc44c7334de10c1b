import type { GetAnswerInput, GetAnswerOutput } from '@aws-sdk/client-wellarchitected';
import type { Operation } from '../../../operation.ts';
import { describeAnswer } from '../describe-answer.ts';
import { findReview, ownWorkload } from '../find-workload.ts';
import type { Given } from '../given.ts';
import { lensAlias } from '../lens.ts';
import { milestoneNumber, milestoneReviews } from '../milestone.ts';
import { onWorkload } from '../permissions.ts';
import { findQuestion } from '../review-question.ts';

type Input = Given<GetAnswerInput, 'WorkloadId' | 'LensAlias' | 'QuestionId'>;

export const getAnswer: Operation<Input, GetAnswerOutput> = {
  name: 'GetAnswer',
  constraints: {
    WorkloadId: { required: true, min: 32, max: 32, pattern: /^[0-9a-f]{32}$/ },
    LensAlias: { required: true, min: 1, max: 128 },
    QuestionId: { required: true, min: 1, max: 128 },
    MilestoneNumber: { range: [1, 100] },
  },
  permissions: onWorkload,
  run(world, call, input) {
    const workload = ownWorkload(world, call, input.WorkloadId);
    const review = findReview(milestoneReviews(workload, input.MilestoneNumber), input.LensAlias);
    return {
      WorkloadId: workload.id,
      ...milestoneNumber(input.MilestoneNumber),
      LensAlias: lensAlias(review.lens),
      LensArn: review.lens.arn,
      Answer: describeAnswer(review.lens, findQuestion(review, input.QuestionId)),
    };
  },
};
