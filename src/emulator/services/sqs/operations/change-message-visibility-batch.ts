import type {
  ChangeMessageVisibilityBatchRequest,
  ChangeMessageVisibilityBatchResult,
} from '@aws-sdk/client-sqs';
import type { Operation } from '../../../operation.ts';
import { runBatch } from '../batch.ts';
import { changeVisibility } from '../change-visibility.ts';
import { onQueue } from '../permissions.ts';
import { sqsOf } from '../store.ts';

export const changeMessageVisibilityBatch: Operation<
  ChangeMessageVisibilityBatchRequest,
  ChangeMessageVisibilityBatchResult
> = {
  name: 'ChangeMessageVisibilityBatch',
  constraints: {},
  permissions: onQueue('ChangeMessageVisibility'),
  run: (world, { region }, { QueueUrl, Entries: entries = [] }) => {
    const queue = sqsOf(world).queueByUrl(QueueUrl, region);
    return runBatch('ChangeMessageVisibilityBatchRequestEntry', entries, (entry, id) => {
      changeVisibility(queue, entry);
      return { Id: id };
    });
  },
};
