import type { GetWorkloadInput, GetWorkloadOutput } from '@aws-sdk/client-wellarchitected';
import type { Operation } from '../../../operation.ts';
import { ownWorkload } from '../find-workload.ts';
import type { Given } from '../given.ts';
import { onWorkload } from '../permissions.ts';
import { describeWorkload } from '../workload.ts';

export const getWorkload: Operation<Given<GetWorkloadInput, 'WorkloadId'>, GetWorkloadOutput> = {
  name: 'GetWorkload',
  constraints: { WorkloadId: { required: true, min: 32, max: 32, pattern: /^[0-9a-f]{32}$/ } },
  permissions: onWorkload,
  run: (world, call, input) => ({ Workload: describeWorkload(ownWorkload(world, call, input.WorkloadId)) }),
};
