import type { DeleteQueueRequest } from '@aws-sdk/client-sqs';
import type { Operation } from '../../../operation.ts';
import { onQueue } from '../permissions.ts';
import { sqsOf } from '../store.ts';

export const deleteQueue: Operation<DeleteQueueRequest, Record<string, never>> = {
  name: 'DeleteQueue',
  constraints: {},
  permissions: onQueue('DeleteQueue'),
  run: (world, { region }, { QueueUrl }) => {
    const store = sqsOf(world);
    store.deleteQueue(store.queueByUrl(QueueUrl, region).arn);
    return {};
  },
};
