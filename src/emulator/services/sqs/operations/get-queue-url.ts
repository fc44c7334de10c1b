import type { GetQueueUrlRequest, GetQueueUrlResult } from '@aws-sdk/client-sqs';
import type { Operation } from '../../../operation.ts';
import { onQueueName } from '../permissions.ts';
import { queueArn } from '../queue-address.ts';
import { sqsOf } from '../store.ts';

export const getQueueUrl: Operation<GetQueueUrlRequest, GetQueueUrlResult> = {
  name: 'GetQueueUrl',
  constraints: {},
  permissions: onQueueName('GetQueueUrl'),
  run: (
    world,
    { region, accountId },
    { QueueName: name = '', QueueOwnerAWSAccountId: owner = accountId },
  ) => {
    const store = sqsOf(world);
    return { QueueUrl: store.urlOf(store.queue(queueArn({ region, accountId: owner, name }))) };
  },
};
