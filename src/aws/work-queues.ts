import { SendMessageBatchCommand, SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { TransientError } from '../errors.ts';
import type { LaterQueue, WorkQueue } from '../reconcile/ports.ts';
import { deduplicationId, messageGroup } from '../reconcile/work-message.ts';
import type { Call } from './call.ts';

/** Maximum number of messages in one SendMessageBatch call (SQS quotas). */
const BATCH = 10;

/** Sends scopes to `work.fifo`. */
export function createWorkQueue(options: {
  readonly client: SQSClient;
  readonly url: string;
  readonly call: Call;
}): WorkQueue {
  const { client, url, call } = options;
  return {
    async send(messages) {
      for (let start = 0; start < messages.length; start += BATCH) {
        const batch = messages.slice(start, start + BATCH);
        const { Failed = [] } = await call('Send work', (o) =>
          client.send(
            new SendMessageBatchCommand({
              QueueUrl: url,
              Entries: batch.map((message, index) => ({
                Id: String(index),
                MessageBody: JSON.stringify(message),
                MessageGroupId: messageGroup(message),
                MessageDeduplicationId: deduplicationId(message),
              })),
            }),
            o,
          ),
        );
        const [failed] = Failed;
        // The whole batch is sent again: messages that were accepted are discarded as duplicates.
        if (failed !== undefined) throw new TransientError(`Send work: ${failed.Code}, ${failed.Message}`);
      }
    },
  };
}

/** Sends a scope to `later`, which returns it after a delay. */
export function createLaterQueue(options: {
  readonly client: SQSClient;
  readonly url: string;
  readonly call: Call;
}): LaterQueue {
  const { client, url, call } = options;
  return {
    async send(message, delaySeconds) {
      await call('Send to later', (o) =>
        client.send(
          new SendMessageCommand({
            QueueUrl: url,
            MessageBody: JSON.stringify(message),
            DelaySeconds: delaySeconds,
          }),
          o,
        ),
      );
    },
  };
}
