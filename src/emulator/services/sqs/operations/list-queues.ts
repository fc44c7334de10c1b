import type { ListQueuesRequest, ListQueuesResult } from '@aws-sdk/client-sqs';
import type { Operation } from '../../../operation.ts';
import { pageOfUrls } from '../page-of-urls.ts';
import { sqsOf } from '../store.ts';

export const listQueues: Operation<ListQueuesRequest, ListQueuesResult> = {
  name: 'ListQueues',
  constraints: {},
  run: (
    world,
    { region, accountId },
    { QueueNamePrefix: prefix = '', MaxResults: max, NextToken: token },
  ) => {
    const store = sqsOf(world);
    const queues = store.queuesOf(accountId, region).filter(({ address }) => address.name.startsWith(prefix));
    const { urls, next } = pageOfUrls(
      queues.map((queue) => store.urlOf(queue)),
      max,
      token,
    );
    return { QueueUrls: urls, NextToken: next };
  },
};
