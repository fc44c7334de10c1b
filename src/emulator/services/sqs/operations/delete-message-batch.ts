import type { DeleteMessageBatchRequest, DeleteMessageBatchResult } from '@aws-sdk/client-sqs';
import type { Operation } from '../../../operation.ts';
import { runBatch } from '../batch.ts';
import { onQueue } from '../permissions.ts';
import { sqsOf } from '../store.ts';

export const deleteMessageBatch: Operation<DeleteMessageBatchRequest, DeleteMessageBatchResult> = {
  name: 'DeleteMessageBatch',
  constraints: {},
  permissions: onQueue('DeleteMessage'),
  run: (world, { region }, { QueueUrl, Entries: entries = [] }) => {
    const queue = sqsOf(world).queueByUrl(QueueUrl, region);
    return runBatch('DeleteMessageBatchRequestEntry', entries, ({ ReceiptHandle: handle = '' }, id) => {
      queue.delete(handle);
      return { Id: id };
    });
  },
};
