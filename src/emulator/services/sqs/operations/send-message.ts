import type { SendMessageRequest, SendMessageResult } from '@aws-sdk/client-sqs';
import type { Operation } from '../../../operation.ts';
import { onQueue, senderIdOf } from '../permissions.ts';
import { sendEntry } from '../send-entry.ts';
import { sqsOf } from '../store.ts';

export const sendMessage: Operation<SendMessageRequest, SendMessageResult> = {
  name: 'SendMessage',
  constraints: {},
  permissions: onQueue('SendMessage'),
  run: (world, call, input) => {
    const store = sqsOf(world);
    return sendEntry(store, store.queueByUrl(input.QueueUrl, call.region).arn, input, senderIdOf(call));
  },
};
