import type { SendMessageBatchRequest, SendMessageBatchResult } from '@aws-sdk/client-sqs';
import type { Operation } from '../../../operation.ts';
import { runBatch } from '../batch.ts';
import { messageSize } from '../check-message.ts';
import { batchRequestTooLong } from '../errors.ts';
import { parseMessageAttributes } from '../message-attributes.ts';
import { onQueue, senderIdOf } from '../permissions.ts';
import { sendEntry } from '../send-entry.ts';
import { sqsOf } from '../store.ts';

/** Most bytes of all messages of a batch together; equal to the service's limit of one message. */
const MAX_BATCH_BYTES = 1_048_576;

export const sendMessageBatch: Operation<SendMessageBatchRequest, SendMessageBatchResult> = {
  name: 'SendMessageBatch',
  constraints: {},
  permissions: onQueue('SendMessage'),
  run: (world, call, { QueueUrl, Entries: entries = [] }) => {
    const store = sqsOf(world);
    const { arn } = store.queueByUrl(QueueUrl, call.region);
    const bytes = entries.reduce((sum, { MessageBody = '', MessageAttributes }) => {
      return sum + messageSize(MessageBody, parseMessageAttributes(MessageAttributes));
    }, 0);
    if (bytes > MAX_BATCH_BYTES) throw batchRequestTooLong(bytes);
    return runBatch('SendMessageBatchRequestEntry', entries, (entry, id) => ({
      Id: id,
      ...sendEntry(store, arn, entry, senderIdOf(call)),
    }));
  },
};
