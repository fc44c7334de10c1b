import type { TagResourceRequest } from '@aws-sdk/client-organizations';
import type { Given } from '../../../protocol/given.ts';
import { TAGGABLE_ID, TAGS } from '../constraints.ts';
import { writeOperation } from '../define.ts';
import { readTags } from '../describe.ts';
import { requireTags } from '../require-tags.ts';

export const tagResource = writeOperation({
  name: 'TagResource',
  constraints: { ResourceId: TAGGABLE_ID, ...TAGS },
  run(organization, { ResourceId, Tags }: Given<TagResourceRequest, 'ResourceId' | 'Tags'>) {
    const tags = requireTags(organization, ResourceId);
    for (const [key, value] of readTags(Tags, tags)) tags.set(key, value);
  },
});
