import {
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { connection, HUB, REGION } from './names.ts';

/** As in serverless.yml: visibility is six times the time-out of the function behind the queue. */
const QUEUES = {
  work: { name: 'work.fifo', visibilitySeconds: 900 },
  later: { name: 'later', visibilitySeconds: 180 },
} as const;
const MAX_RECEIVES = 5;

export interface Queue {
  readonly url: string;
  receive(atMost: number): Promise<readonly Message[]>;
  delete(message: Message): Promise<void>;
  /** Messages that are visible, in flight or delayed. */
  count(): Promise<number>;
  /** Messages in the dead-letter queues. */
  countDead(): Promise<number>;
}

export interface Queues {
  readonly work: Queue;
  readonly later: Queue;
  /** Size of the largest received message, in bytes. */
  largestMessage(): number;
}

/** Creates the queues between the functions, with their dead-letter queues. */
export async function createQueues(endpoint: string): Promise<Queues> {
  const client = new SQSClient(connection(endpoint));
  let largest = 0;
  const create = async (name: string, attributes: Record<string, string>) => {
    const Attributes = { ...attributes, ...(name.endsWith('.fifo') ? { FifoQueue: 'true' } : {}) };
    const { QueueUrl = '' } = await client.send(new CreateQueueCommand({ QueueName: name, Attributes }));
    return QueueUrl;
  };
  const countOf = async (QueueUrl: string) => {
    const { Attributes = {} } = await client.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }),
    );
    return COUNTS.reduce((sum, name) => sum + Number(Attributes[name] ?? 0), 0);
  };
  const createWithDeadLetters = async ({
    name,
    visibilitySeconds,
  }: (typeof QUEUES)[keyof typeof QUEUES]): Promise<Queue> => {
    const dead = `dead-${name}`;
    const deadUrl = await create(dead, {});
    const url = await create(name, {
      VisibilityTimeout: String(visibilitySeconds),
      RedrivePolicy: JSON.stringify({
        deadLetterTargetArn: `arn:aws:sqs:${REGION}:${HUB}:${dead}`,
        maxReceiveCount: MAX_RECEIVES,
      }),
    });
    return {
      url,
      async receive(atMost) {
        const { Messages = [] } = await client.send(
          new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: atMost, WaitTimeSeconds: 1 }),
        );
        for (const { Body = '' } of Messages) largest = Math.max(largest, Buffer.byteLength(Body));
        return Messages;
      },
      async delete({ ReceiptHandle }) {
        await client.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle }));
      },
      count: () => countOf(url),
      countDead: () => countOf(deadUrl),
    };
  };
  return {
    work: await createWithDeadLetters(QUEUES.work),
    later: await createWithDeadLetters(QUEUES.later),
    largestMessage: () => largest,
  };
}

const COUNTS = [
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateNumberOfMessagesDelayed',
] as const;
