import type { DeleteWorkloadInput } from '@aws-sdk/client-wellarchitected';
import type { Operation } from '../../../operation.ts';
import { ownWorkload } from '../find-workload.ts';
import type { Given } from '../given.ts';
import { onWorkload } from '../permissions.ts';

type Input = Given<DeleteWorkloadInput, 'WorkloadId' | 'ClientRequestToken'>;

export const deleteWorkload: Operation<Input, object> = {
  name: 'DeleteWorkload',
  constraints: {
    WorkloadId: { required: true, min: 32, max: 32, pattern: /^[0-9a-f]{32}$/ },
    ClientRequestToken: { required: true, min: 1, max: 2048 },
  },
  permissions: onWorkload,
  run: (world, call, input) =>
    world.wellarchitected.once(call, 'DeleteWorkload', input, () => {
      ownWorkload(world, call, input.WorkloadId).deletedAt = world.clock.now();
      return {};
    }),
};
