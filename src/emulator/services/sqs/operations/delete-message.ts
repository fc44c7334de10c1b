import type { DeleteMessageRequest } from '@aws-sdk/client-sqs';
import type { Operation } from '../../../operation.ts';
import { onQueue } from '../permissions.ts';
import { sqsOf } from '../store.ts';

export const deleteMessage: Operation<DeleteMessageRequest, Record<string, never>> = {
  name: 'DeleteMessage',
  constraints: {},
  permissions: onQueue('DeleteMessage'),
  run: (world, { region }, { QueueUrl, ReceiptHandle: handle = '' }) => {
    sqsOf(world).queueByUrl(QueueUrl, region).delete(handle);
    return {};
  },
};
