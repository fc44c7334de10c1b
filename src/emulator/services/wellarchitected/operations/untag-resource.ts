import type { UntagResourceInput } from '@aws-sdk/client-wellarchitected';
import type { Operation } from '../../../operation.ts';
import { findTags } from '../find-tags.ts';
import type { Given } from '../given.ts';
import { onTagged } from '../permissions.ts';

export const untagResource: Operation<Given<UntagResourceInput, 'WorkloadArn' | 'TagKeys'>, object> = {
  name: 'UntagResource',
  constraints: {
    WorkloadArn: { required: true },
    TagKeys: { required: true, min: 1, max: 50 },
    'TagKeys[]': { min: 1, max: 128 },
  },
  permissions: onTagged,
  run(world, call, input) {
    const tags = findTags(world, call, input.WorkloadArn);
    for (const key of input.TagKeys) tags.delete(key);
    return {};
  },
};
