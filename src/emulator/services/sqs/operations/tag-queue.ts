import type { TagQueueRequest } from '@aws-sdk/client-sqs';
import type { Operation } from '../../../operation.ts';
import { onQueue } from '../permissions.ts';
import { sqsOf } from '../store.ts';

export const tagQueue: Operation<TagQueueRequest, Record<string, never>> = {
  name: 'TagQueue',
  constraints: {},
  permissions: onQueue('TagQueue'),
  run: (world, { region }, { QueueUrl, Tags: added = {} }) => {
    const { tags } = sqsOf(world).queueByUrl(QueueUrl, region);
    for (const [key, value] of Object.entries(added)) tags.set(key, value);
    return {};
  },
};
