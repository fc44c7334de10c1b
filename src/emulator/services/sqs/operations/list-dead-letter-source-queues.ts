import type {
  ListDeadLetterSourceQueuesRequest,
  ListDeadLetterSourceQueuesResult,
} from '@aws-sdk/client-sqs';
import type { Operation } from '../../../operation.ts';
import { pageOfUrls } from '../page-of-urls.ts';
import { onQueue } from '../permissions.ts';
import { sqsOf } from '../store.ts';

export const listDeadLetterSourceQueues: Operation<
  ListDeadLetterSourceQueuesRequest,
  ListDeadLetterSourceQueuesResult
> = {
  name: 'ListDeadLetterSourceQueues',
  constraints: {},
  permissions: onQueue('ListDeadLetterSourceQueues'),
  run: (world, { region }, { QueueUrl, MaxResults: max, NextToken: token }) => {
    const store = sqsOf(world);
    const sources = store.deadLetterSourcesOf(store.queueByUrl(QueueUrl, region).arn);
    const { urls, next } = pageOfUrls(
      sources.map((queue) => store.urlOf(queue)),
      max,
      token,
    );
    return { queueUrls: urls, NextToken: next };
  },
};
