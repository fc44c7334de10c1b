import type { UpdateLensReviewInput, UpdateLensReviewOutput } from '@aws-sdk/client-wellarchitected';
import type { Operation } from '../../../operation.ts';
import { invalidField } from '../errors.ts';
import { findReview, ownWorkload } from '../find-workload.ts';
import type { Given } from '../given.ts';
import { onWorkload } from '../permissions.ts';
import { describeReview } from '../review.ts';

type Input = Given<UpdateLensReviewInput, 'WorkloadId' | 'LensAlias'>;

/** Sets the notes of a review and of its pillars. */
export const updateLensReview: Operation<Input, UpdateLensReviewOutput> = {
  name: 'UpdateLensReview',
  constraints: {
    WorkloadId: { required: true, min: 32, max: 32, pattern: /^[0-9a-f]{32}$/ },
    LensAlias: { required: true, min: 1, max: 128 },
    LensNotes: { max: 2084 },
    'PillarNotes{key}': { min: 1, max: 64 },
    'PillarNotes{value}': { max: 2084 },
    'JiraConfiguration.SelectedPillars[].PillarId': { min: 1, max: 64 },
  },
  permissions: onWorkload,
  run(world, call, input) {
    const workload = ownWorkload(world, call, input.WorkloadId);
    const review = findReview(workload.reviews.values(), input.LensAlias);
    const pillarNotes = Object.entries(input.PillarNotes ?? {});
    const stranger = pillarNotes.find(
      ([id]) => !review.version.content.pillars.some((pillar) => pillar.id === id),
    );
    if (stranger !== undefined) throw invalidField('PillarNotes', `The lens has no pillar ${stranger[0]}`);

    for (const [id, notes] of pillarNotes) review.pillarNotes.set(id, notes);
    review.notes = input.LensNotes ?? review.notes;
    review.jira = input.JiraConfiguration ?? review.jira;
    review.updatedAt = world.clock.now();
    workload.updatedAt = review.updatedAt;
    return { WorkloadId: workload.id, LensReview: describeReview(world, workload, review) };
  },
};
