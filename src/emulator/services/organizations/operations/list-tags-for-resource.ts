import { TAGGABLE_ID } from '../constraints.ts';
import { readOperation } from '../define.ts';
import { type PageRequest, page } from '../page.ts';
import { requireTags } from '../require-tags.ts';

export const listTagsForResource = readOperation({
  name: 'ListTagsForResource',
  constraints: { ResourceId: TAGGABLE_ID, NextToken: { max: 100_000 } },
  run(organization, input: PageRequest & { ResourceId: string }) {
    const { items, ...next } = page(organization, [...requireTags(organization, input.ResourceId)], input);
    return { Tags: items.map(([Key, Value]) => ({ Key, Value })), ...next };
  },
});
