import type { CreateMilestoneInput, CreateMilestoneOutput } from '@aws-sdk/client-wellarchitected';
import type { Operation } from '../../../operation.ts';
import { ownWorkload } from '../find-workload.ts';
import type { Given } from '../given.ts';
import { saveMilestone } from '../milestone.ts';
import { onWorkload } from '../permissions.ts';

type Input = Given<CreateMilestoneInput, 'WorkloadId' | 'MilestoneName' | 'ClientRequestToken'>;

export const createMilestone: Operation<Input, CreateMilestoneOutput> = {
  name: 'CreateMilestone',
  constraints: {
    WorkloadId: { required: true, min: 32, max: 32, pattern: /^[0-9a-f]{32}$/ },
    MilestoneName: { required: true, min: 3, max: 100 },
    ClientRequestToken: { required: true, min: 1, max: 2048 },
  },
  permissions: onWorkload,
  run: (world, call, input) =>
    world.wellarchitected.once(call, 'CreateMilestone', input, () => {
      const workload = ownWorkload(world, call, input.WorkloadId);
      const { number } = saveMilestone(workload, input.MilestoneName, world.clock.now());
      return { WorkloadId: workload.id, MilestoneNumber: number };
    }),
};
