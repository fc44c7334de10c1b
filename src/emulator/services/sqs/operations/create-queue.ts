import type { CreateQueueRequest, CreateQueueResult } from '@aws-sdk/client-sqs';
import type { Operation } from '../../../operation.ts';
import { onQueueName } from '../permissions.ts';
import { sqsOf } from '../store.ts';

export const createQueue: Operation<CreateQueueRequest, CreateQueueResult> = {
  name: 'CreateQueue',
  constraints: {},
  permissions: onQueueName('CreateQueue'),
  run: (world, { region, accountId }, { QueueName: name = '', Attributes: attributes, tags }) => {
    const store = sqsOf(world);
    const queue = store.createQueue({ region, accountId, name }, attributes, tags);
    return { QueueUrl: store.urlOf(queue) };
  },
};
