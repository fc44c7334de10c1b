import type { ListTagsForResourceInput, ListTagsForResourceOutput } from '@aws-sdk/client-wellarchitected';
import type { Operation } from '../../../operation.ts';
import { findTags } from '../find-tags.ts';
import type { Given } from '../given.ts';
import { onTagged } from '../permissions.ts';

type Input = Given<ListTagsForResourceInput, 'WorkloadArn'>;

export const listTagsForResource: Operation<Input, ListTagsForResourceOutput> = {
  name: 'ListTagsForResource',
  constraints: { WorkloadArn: { required: true } },
  permissions: onTagged,
  run: (world, call, input) => ({ Tags: Object.fromEntries(findTags(world, call, input.WorkloadArn)) }),
};
