import type { ListQueueTagsRequest, ListQueueTagsResult } from '@aws-sdk/client-sqs';
import type { Operation } from '../../../operation.ts';
import { onQueue } from '../permissions.ts';
import { sqsOf } from '../store.ts';

export const listQueueTags: Operation<ListQueueTagsRequest, ListQueueTagsResult> = {
  name: 'ListQueueTags',
  constraints: {},
  permissions: onQueue('ListQueueTags'),
  run: (world, { region }, { QueueUrl }) => ({
    Tags: Object.fromEntries(sqsOf(world).queueByUrl(QueueUrl, region).tags),
  }),
};
