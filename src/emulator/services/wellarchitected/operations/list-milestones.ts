import type {
  ListMilestonesInput,
  ListMilestonesOutput,
  MilestoneSummary,
} from '@aws-sdk/client-wellarchitected';
import type { Operation } from '../../../operation.ts';
import { ownWorkload } from '../find-workload.ts';
import type { Given } from '../given.ts';
import { isListed, page } from '../listing.ts';
import { onWorkload } from '../permissions.ts';
import { summarizeWorkload } from '../workload.ts';

/** Lists milestones, oldest first. */
export const listMilestones: Operation<Given<ListMilestonesInput, 'WorkloadId'>, ListMilestonesOutput> = {
  name: 'ListMilestones',
  constraints: {
    WorkloadId: { required: true, min: 32, max: 32, pattern: /^[0-9a-f]{32}$/ },
    MaxResults: { range: [1, 50] },
  },
  permissions: onWorkload,
  run(world, call, input) {
    const { id, milestones } = ownWorkload(world, call, input.WorkloadId);
    const listed = milestones.filter(({ recordedAt }) =>
      isListed(world, { createdAt: recordedAt, deletedAt: undefined }),
    );
    const { items, ...next } = page(call, listed, ({ number }) => String(number).padStart(3, '0'), input);
    return {
      WorkloadId: id,
      MilestoneSummaries: items.map(
        ({ number, name, recordedAt, workload }): MilestoneSummary => ({
          MilestoneNumber: number,
          MilestoneName: name,
          RecordedAt: new Date(recordedAt),
          WorkloadSummary: summarizeWorkload(workload),
        }),
      ),
      ...next,
    };
  },
};
