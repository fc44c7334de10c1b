import type { GetLensReviewInput, GetLensReviewOutput } from '@aws-sdk/client-wellarchitected';
import type { Operation } from '../../../operation.ts';
import { findReview, ownWorkload } from '../find-workload.ts';
import type { Given } from '../given.ts';
import { milestoneNumber, milestoneReviews } from '../milestone.ts';
import { onWorkload } from '../permissions.ts';
import { describeReview } from '../review.ts';

type Input = Given<GetLensReviewInput, 'WorkloadId' | 'LensAlias'>;

export const getLensReview: Operation<Input, GetLensReviewOutput> = {
  name: 'GetLensReview',
  constraints: {
    WorkloadId: { required: true, min: 32, max: 32, pattern: /^[0-9a-f]{32}$/ },
    LensAlias: { required: true, min: 1, max: 128 },
    MilestoneNumber: { range: [1, 100] },
  },
  permissions: onWorkload,
  run(world, call, input) {
    const workload = ownWorkload(world, call, input.WorkloadId);
    const review = findReview(milestoneReviews(workload, input.MilestoneNumber), input.LensAlias);
    return {
      WorkloadId: workload.id,
      ...milestoneNumber(input.MilestoneNumber),
      LensReview: describeReview(world, workload, review),
    };
  },
};
