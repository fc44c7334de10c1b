import type { TagResourceInput } from '@aws-sdk/client-wellarchitected';
import type { Operation } from '../../../operation.ts';
import { findTags } from '../find-tags.ts';
import type { Given } from '../given.ts';
import { onTagged } from '../permissions.ts';
import { addTags, TAG_CONSTRAINTS } from '../tags.ts';

/** WorkloadArn is the ARN of a workload or a lens. */
export const tagResource: Operation<Given<TagResourceInput, 'WorkloadArn' | 'Tags'>, object> = {
  name: 'TagResource',
  constraints: {
    ...TAG_CONSTRAINTS,
    WorkloadArn: { required: true },
    Tags: { required: true, min: 1, max: 50 },
  },
  permissions: onTagged,
  run(world, call, input) {
    addTags(findTags(world, call, input.WorkloadArn), input.Tags);
    return {};
  },
};
