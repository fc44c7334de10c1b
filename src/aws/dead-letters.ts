import { randomUUID } from 'node:crypto';
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueUrlCommand,
  type Message,
  paginateListDeadLetterSourceQueues,
  ReceiveMessageCommand,
  SendMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { TerminalError } from '../errors.ts';
import { type Call, collect, createCall } from './call.ts';
import { countMessages } from './count-messages.ts';

/** A message that could not be handled, while it is hidden from other readers. */
export interface DeadLetter {
  readonly id: string;
  readonly body: string;
  /** Milliseconds since the epoch. */
  readonly sentAt: number;
  /** How many times it was received, as counted by SQS. */
  readonly receives: number;
  /** Attributes that EventBridge, the scheduler or a person added to the message. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly group: string | undefined;
  readonly receipt: string;
}

/** One dead-letter queue. */
export interface DeadLetterQueue {
  readonly name: string;
  /** Up to ten more letters, hidden from other readers for a minute; empty if there are no more. */
  receive(): Promise<readonly DeadLetter[]>;
  /**
   * The approximate number of remaining letters; a FIFO queue shows a letter only after the earlier ones of its group are
   * removed.
   */
  countUnread(): Promise<number>;
  /** The queue that a letter came from; undefined if it did not come from a queue. */
  sourceOf(letter: DeadLetter): Promise<string | undefined>;
  /** Sends a letter to a queue, then deletes it here. */
  moveTo(url: string, letter: DeadLetter): Promise<void>;
  /** Makes the letter visible to other readers at once, even after the deadline of other calls. */
  release(letter: DeadLetter): Promise<void>;
}

/** In seconds; a letter that is not released becomes visible again automatically. */
const HELD_SECONDS = 60;
/** How long a release may take, in milliseconds. */
const RELEASE_MS = 5_000;
/** Wait time in seconds: a short poll may miss messages (SQS Developer Guide, "Short and long polling"). */
const POLL_SECONDS = 1;
/** Maximum number of messages in one ReceiveMessage call. */
const BATCH = 10;

/** Reads and empties the dead-letter queue at a URL. */
export function createDeadLetterQueue(options: {
  readonly client: SQSClient;
  readonly url: string;
  readonly call: Call;
}): DeadLetterQueue {
  const { client, url, call } = options;
  const name = nameOf(url);
  let sources: Promise<readonly string[]> | undefined;

  return {
    name,

    async receive() {
      const { Messages = [] } = await call(`Read the dead letters of ${name}`, (o) =>
        client.send(
          new ReceiveMessageCommand({
            QueueUrl: url,
            MaxNumberOfMessages: BATCH,
            VisibilityTimeout: HELD_SECONDS,
            WaitTimeSeconds: POLL_SECONDS,
            MessageSystemAttributeNames: ['All'],
            MessageAttributeNames: ['All'],
          }),
          o,
        ),
      );
      return Messages.map(letterOf);
    },

    async countUnread() {
      const [counted] = await countMessages(client, [url], call);
      return counted?.messages ?? 0;
    },

    async sourceOf({ attributes }) {
      // EventBridge and the scheduler name the target that they could not deliver to.
      const [, , service, , account, target] = (attributes.get('TARGET_ARN') ?? '').split(':');
      if (service === 'sqs' && target !== undefined && account !== undefined) {
        return await urlOf(target, account);
      }
      if (service !== undefined) return undefined;
      sources ??= call(`Find the sources of ${name}`, () =>
        collect(paginateListDeadLetterSourceQueues({ client }, { QueueUrl: url }), (page) => page.queueUrls),
      );
      const [source, ...others] = await sources;
      if (others.length === 0) return source;
      throw new TerminalError(
        'refused',
        `Return the dead letters of ${name}: found ${others.length + 1} queues that they may come from, wanted one`,
        'Move them with `aws sqs start-message-move-task`',
      );
    },

    async moveTo(target, letter) {
      const { body, group } = letter;
      const isFifo = target.endsWith('.fifo');
      await call(`Send to ${nameOf(target)}`, (o) =>
        client.send(
          new SendMessageCommand({
            QueueUrl: target,
            MessageBody: body,
            ...(isFifo
              ? {
                  MessageGroupId: group ?? name,
                  // With its old id the message would be discarded as a duplicate for five minutes.
                  MessageDeduplicationId: `redrive-${randomUUID()}`,
                }
              : {}),
          }),
          o,
        ),
      );
      await call(`Delete from ${name}`, (o) =>
        client.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: letter.receipt }), o),
      );
    },

    async release({ receipt }) {
      const closing = createCall(AbortSignal.timeout(RELEASE_MS));
      await closing(`Release in ${name}`, (o) =>
        client.send(
          new ChangeMessageVisibilityCommand({ QueueUrl: url, ReceiptHandle: receipt, VisibilityTimeout: 0 }),
          o,
        ),
      );
    },
  };

  async function urlOf(QueueName: string, QueueOwnerAWSAccountId: string): Promise<string | undefined> {
    const { QueueUrl } = await call(`Find the queue ${QueueName}`, (o) =>
      client.send(new GetQueueUrlCommand({ QueueName, QueueOwnerAWSAccountId }), o),
    );
    return QueueUrl;
  }
}

function letterOf({ MessageId = '', Body = '', ReceiptHandle = '', ...rest }: Message): DeadLetter {
  const { Attributes = {}, MessageAttributes = {} } = rest;
  return {
    id: MessageId,
    body: Body,
    receipt: ReceiptHandle,
    sentAt: Number(Attributes.SentTimestamp ?? 0),
    receives: Number(Attributes.ApproximateReceiveCount ?? 0),
    group: Attributes.MessageGroupId,
    attributes: new Map(
      Object.entries(MessageAttributes).map(([key, { StringValue = '' }]) => [key, StringValue]),
    ),
  };
}

function nameOf(url: string): string {
  return url.slice(url.lastIndexOf('/') + 1);
}
