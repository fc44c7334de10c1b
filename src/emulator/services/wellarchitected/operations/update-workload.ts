import type { UpdateWorkloadInput, UpdateWorkloadOutput } from '@aws-sdk/client-wellarchitected';
import type { Operation } from '../../../operation.ts';
import { checkNameIsFree, ownWorkload } from '../find-workload.ts';
import type { Given } from '../given.ts';
import { onWorkload } from '../permissions.ts';
import { withoutUndefined } from '../without-undefined.ts';
import { describeWorkload } from '../workload.ts';
import { checkDetails, checkLetters, DETAIL_CONSTRAINTS } from '../workload-details.ts';

/** Absent members do not change. */
export const updateWorkload: Operation<Given<UpdateWorkloadInput, 'WorkloadId'>, UpdateWorkloadOutput> = {
  name: 'UpdateWorkload',
  constraints: {
    ...DETAIL_CONSTRAINTS,
    WorkloadId: { required: true, min: 32, max: 32, pattern: /^[0-9a-f]{32}$/ },
    ImprovementStatus: {
      enum: ['NOT_APPLICABLE', 'NOT_STARTED', 'IN_PROGRESS', 'COMPLETE', 'RISK_ACKNOWLEDGED'],
    },
  },
  permissions: onWorkload,
  run(world, call, { WorkloadId, WorkloadName, ...changes }) {
    const workload = ownWorkload(world, call, WorkloadId);
    const details = { ...workload.details, ...withoutUndefined(changes) };
    checkDetails(details);
    checkLetters(world, { WorkloadName, Description: changes.Description });
    if (WorkloadName !== undefined) {
      checkNameIsFree(world, call, WorkloadName, workload);
      workload.name = WorkloadName;
    }
    workload.details = details;
    workload.updatedAt = world.clock.now();
    return { Workload: describeWorkload(workload) };
  },
};
