import type { GetMilestoneInput, GetMilestoneOutput } from '@aws-sdk/client-wellarchitected';
import type { Operation } from '../../../operation.ts';
import { ownWorkload } from '../find-workload.ts';
import type { Given } from '../given.ts';
import { findMilestone } from '../milestone.ts';
import { onWorkload } from '../permissions.ts';
import { describeWorkload } from '../workload.ts';

type Input = Given<GetMilestoneInput, 'WorkloadId' | 'MilestoneNumber'>;

export const getMilestone: Operation<Input, GetMilestoneOutput> = {
  name: 'GetMilestone',
  constraints: {
    WorkloadId: { required: true, min: 32, max: 32, pattern: /^[0-9a-f]{32}$/ },
    MilestoneNumber: { required: true, range: [1, 100] },
  },
  permissions: onWorkload,
  run(world, call, input) {
    const { id, milestones } = ownWorkload(world, call, input.WorkloadId);
    const { number, name, recordedAt, workload } = findMilestone({ id, milestones }, input.MilestoneNumber);
    return {
      WorkloadId: id,
      Milestone: {
        MilestoneNumber: number,
        MilestoneName: name,
        RecordedAt: new Date(recordedAt),
        Workload: describeWorkload(workload),
      },
    };
  },
};
