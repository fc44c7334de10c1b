import type { DisassociateLensesInput } from '@aws-sdk/client-wellarchitected';
import type { Operation } from '../../../operation.ts';
import { invalidField } from '../errors.ts';
import { ownWorkload } from '../find-workload.ts';
import type { Given } from '../given.ts';
import { lensAlias } from '../lens.ts';
import { FRAMEWORK_ALIAS } from '../official-lenses.ts';
import { onWorkload } from '../permissions.ts';

type Input = Given<DisassociateLensesInput, 'WorkloadId' | 'LensAliases'>;

/**
 * Removes lenses from a workload; the Framework's lens stays (API model). The answers of their reviews are kept for
 * when the lenses are added again (User Guide, removing a lens).
 */
export const disassociateLenses: Operation<Input, object> = {
  name: 'DisassociateLenses',
  constraints: {
    WorkloadId: { required: true, min: 32, max: 32, pattern: /^[0-9a-f]{32}$/ },
    LensAliases: { required: true, min: 1, max: 10 },
    'LensAliases[]': { min: 1, max: 128 },
  },
  permissions: onWorkload,
  run(world, call, input) {
    const workload = ownWorkload(world, call, input.WorkloadId);
    const removed = [...workload.reviews.values()].filter(
      ({ lens }) => input.LensAliases.includes(lens.arn) || input.LensAliases.includes(lensAlias(lens)),
    );
    if (removed.some(({ lens }) => lensAlias(lens) === FRAMEWORK_ALIAS)) {
      throw invalidField('LensAliases', `The lens ${FRAMEWORK_ALIAS} cannot be removed from a workload`);
    }
    for (const review of removed) {
      workload.reviews.delete(review.lens.arn);
      workload.retainedReviews.set(review.lens.arn, review);
    }
    workload.updatedAt = world.clock.now();
    return {};
  },
};
