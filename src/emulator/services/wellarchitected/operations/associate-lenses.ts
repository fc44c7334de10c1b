import type { AssociateLensesInput } from '@aws-sdk/client-wellarchitected';
import type { Operation } from '../../../operation.ts';
import { invalidField } from '../errors.ts';
import { startReviews } from '../find-lens.ts';
import { ownWorkload } from '../find-workload.ts';
import type { Given } from '../given.ts';
import { moveReview } from '../move-review.ts';
import { onWorkload } from '../permissions.ts';
import { MAX_LENSES_PER_WORKLOAD } from '../quotas.ts';

type Input = Given<AssociateLensesInput, 'WorkloadId' | 'LensAliases'>;

/**
 * Adds lenses to a workload, at their newest versions: all of them or, when one is refused, none. A lens that was
 * removed from the workload before gets its answers back (User Guide, removing a lens).
 */
export const associateLenses: Operation<Input, object> = {
  name: 'AssociateLenses',
  constraints: {
    WorkloadId: { required: true, min: 32, max: 32, pattern: /^[0-9a-f]{32}$/ },
    LensAliases: { required: true, min: 1, max: 10 },
    'LensAliases[]': { min: 1, max: 128 },
  },
  permissions: onWorkload,
  run(world, call, input) {
    const workload = ownWorkload(world, call, input.WorkloadId);
    const added = startReviews(world, call, 'LensAliases', input.LensAliases).filter(
      ({ lens }) => !workload.reviews.has(lens.arn),
    );
    const total = workload.reviews.size + added.length;
    if (total > MAX_LENSES_PER_WORKLOAD) {
      throw invalidField(
        'LensAliases',
        `A workload can have ${MAX_LENSES_PER_WORKLOAD} lenses, not ${total}`,
      );
    }
    for (const review of added) {
      const retained = workload.retainedReviews.get(review.lens.arn);
      if (retained !== undefined) moveReview(retained, review.version);
      workload.reviews.set(review.lens.arn, retained ?? review);
    }
    workload.updatedAt = world.clock.now();
    return {};
  },
};
