import type { PurgeQueueRequest } from '@aws-sdk/client-sqs';
import type { Operation } from '../../../operation.ts';
import { onQueue } from '../permissions.ts';
import { sqsOf } from '../store.ts';

export const purgeQueue: Operation<PurgeQueueRequest, Record<string, never>> = {
  name: 'PurgeQueue',
  constraints: {},
  permissions: onQueue('PurgeQueue'),
  run: (world, { region }, { QueueUrl }) => {
    const store = sqsOf(world);
    store.purge(store.queueByUrl(QueueUrl, region).arn);
    return {};
  },
};
