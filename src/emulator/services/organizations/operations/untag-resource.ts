import type { UntagResourceRequest } from '@aws-sdk/client-organizations';
import type { Given } from '../../../protocol/given.ts';
import { TAG_KEY, TAGGABLE_ID } from '../constraints.ts';
import { writeOperation } from '../define.ts';
import { requireTags } from '../require-tags.ts';

export const untagResource = writeOperation({
  name: 'UntagResource',
  constraints: { ResourceId: TAGGABLE_ID, 'TagKeys[]': TAG_KEY },
  run(organization, { ResourceId, TagKeys }: Given<UntagResourceRequest, 'ResourceId' | 'TagKeys'>) {
    const tags = requireTags(organization, ResourceId);
    for (const key of TagKeys) tags.delete(key);
  },
});
