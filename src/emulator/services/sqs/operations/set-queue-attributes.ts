import type { SetQueueAttributesRequest } from '@aws-sdk/client-sqs';
import type { Operation } from '../../../operation.ts';
import { onQueue } from '../permissions.ts';
import { sqsOf } from '../store.ts';

export const setQueueAttributes: Operation<SetQueueAttributesRequest, Record<string, never>> = {
  name: 'SetQueueAttributes',
  constraints: {},
  permissions: onQueue('SetQueueAttributes'),
  run: (world, { region }, { QueueUrl, Attributes: attributes = {} }) => {
    const store = sqsOf(world);
    store.setAttributes(store.queueByUrl(QueueUrl, region).arn, attributes);
    return {};
  },
};
