import type { UpgradeLensReviewInput } from '@aws-sdk/client-wellarchitected';
import type { Operation } from '../../../operation.ts';
import { conflict, invalid } from '../errors.ts';
import { findReview, ownWorkload } from '../find-workload.ts';
import type { Given } from '../given.ts';
import { latestVersion } from '../lens.ts';
import { saveMilestone } from '../milestone.ts';
import { moveReview } from '../move-review.ts';
import { onWorkload } from '../permissions.ts';
import { reviewStatus } from '../workload.ts';

type Input = Given<UpgradeLensReviewInput, 'WorkloadId' | 'LensAlias' | 'MilestoneName'>;

/** Saves the workload as a milestone and upgrades a review to the newest version of its lens. This cannot be undone. */
export const upgradeLensReview: Operation<Input, object> = {
  name: 'UpgradeLensReview',
  constraints: {
    WorkloadId: { required: true, min: 32, max: 32, pattern: /^[0-9a-f]{32}$/ },
    LensAlias: { required: true, min: 1, max: 128 },
    MilestoneName: { required: true, min: 3, max: 100 },
    ClientRequestToken: { min: 1, max: 2048 },
  },
  permissions: onWorkload,
  run: (world, call, input) =>
    world.wellarchitected.once(call, 'UpgradeLensReview', input, () => {
      const workload = ownWorkload(world, call, input.WorkloadId);
      const review = findReview(workload.reviews.values(), input.LensAlias);
      const status = reviewStatus(world, workload, review);
      if (status === 'CURRENT') {
        throw conflict('The review is at the latest version of the lens', 'LENS_REVIEW', review.lens.arn);
      }
      const latest = latestVersion(review.lens);
      if (status !== 'NOT_CURRENT' || latest === undefined) {
        throw invalid(`The review cannot be upgraded: its lens is ${status}`);
      }

      const now = world.clock.now();
      saveMilestone(workload, input.MilestoneName, now);
      moveReview(review, latest);
      review.updatedAt = now;
      workload.updatedAt = now;
      return {};
    }),
};
