import type {
  LensReviewSummary,
  ListLensReviewsInput,
  ListLensReviewsOutput,
} from '@aws-sdk/client-wellarchitected';
import type { Operation } from '../../../operation.ts';
import { ownWorkload } from '../find-workload.ts';
import type { Given } from '../given.ts';
import { isListed, page } from '../listing.ts';
import { milestoneNumber, milestoneReviews } from '../milestone.ts';
import { onWorkload } from '../permissions.ts';
import { summarizeReview } from '../review.ts';

type Input = Given<ListLensReviewsInput, 'WorkloadId'>;

export const listLensReviews: Operation<Input, ListLensReviewsOutput> = {
  name: 'ListLensReviews',
  constraints: {
    WorkloadId: { required: true, min: 32, max: 32, pattern: /^[0-9a-f]{32}$/ },
    MilestoneNumber: { range: [1, 100] },
    MaxResults: { range: [1, 50] },
  },
  permissions: onWorkload,
  run(world, call, input) {
    const workload = ownWorkload(world, call, input.WorkloadId);
    const listed = milestoneReviews(workload, input.MilestoneNumber).filter(({ addedAt }) =>
      isListed(world, { createdAt: addedAt, deletedAt: undefined }),
    );
    const { items, ...next } = page(call, listed, ({ lens }) => lens.arn, input);
    return {
      WorkloadId: workload.id,
      ...milestoneNumber(input.MilestoneNumber),
      LensReviewSummaries: items.map((review): LensReviewSummary => summarizeReview(world, workload, review)),
      ...next,
    };
  },
};
