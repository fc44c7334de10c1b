import type { UntagQueueRequest } from '@aws-sdk/client-sqs';
import type { Operation } from '../../../operation.ts';
import { onQueue } from '../permissions.ts';
import { sqsOf } from '../store.ts';

export const untagQueue: Operation<UntagQueueRequest, Record<string, never>> = {
  name: 'UntagQueue',
  constraints: {},
  permissions: onQueue('UntagQueue'),
  run: (world, { region }, { QueueUrl, TagKeys: keys = [] }) => {
    const { tags } = sqsOf(world).queueByUrl(QueueUrl, region);
    for (const key of keys) tags.delete(key);
    return {};
  },
};
