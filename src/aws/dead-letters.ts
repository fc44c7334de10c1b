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

/** A message that nobody could handle, while it is held from other readers. */
export interface DeadLetter {
  readonly id: string;
  readonly body: string;
  /** Milliseconds since the epoch. */
  readonly sentAt: number;
  /** How many times it was received, as far as SQS counted. */
  readonly receives: number;
  /** What EventBridge, the scheduler or a person put beside the body. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly group: string | undefined;
  readonly receipt: string;
}

/** One dead-letter queue. */
export interface DeadLetterQueue {
  readonly name: string;
  /** Up to ten more letters, held from other readers for a minute; none when there are no more. */
  receive(): Promise<readonly DeadLetter[]>;
  /** About how many more there are; a FIFO queue shows them once those before them in their group are gone. */
  countUnread(): Promise<number>;
  /** Where a letter came from; undefined when it came from no queue. */
  sourceOf(letter: DeadLetter): Promise<string | undefined>;
  /** Sends a letter to a queue, then takes it away here. */
  moveTo(url: string, letter: DeadLetter): Promise<void>;
  /** Lets others read it again at once, also when time is up for everything else. */
  release(letter: DeadLetter): Promise<void>;
}

/** In seconds; what is not released in time comes back by itself. */
const HELD_SECONDS = 60;
/** How long a release may take, in milliseconds. */
const RELEASE_MS = 5_000;
/** A short poll may miss what is there (SQS Developer Guide, "Short and long polling"), in seconds. */
const POLL_SECONDS = 1;
/** ReceiveMessage gives at most so many. */
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
      // EventBridge and the scheduler name what they could not deliver to.
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
        'Move them by `aws sqs start-message-move-task`',
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
                  // Its old id would make it a duplicate of itself for five minutes.
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
