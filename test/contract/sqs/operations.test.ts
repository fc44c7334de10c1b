import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListDeadLetterSourceQueuesCommand,
  ListMessageMoveTasksCommand,
  ListQueuesCommand,
  ListQueueTagsCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
  StartMessageMoveTaskCommand,
  TagQueueCommand,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sqsService } from '../../../src/emulator/services/sqs/routes.ts';
import { sqsOf } from '../../../src/emulator/services/sqs/store.ts';
import { type Emulator, startEmulator } from '../../../src/emulator/start-emulator.ts';

let emulator: Emulator;
let sqs: SQSClient;
let queueCount = 0;
let QueueName: string;
let QueueUrl: string;

beforeAll(async () => {
  emulator = await startEmulator({ services: [sqsService] });
  sqsOf(emulator.world).endpoint = emulator.url;
  sqs = new SQSClient({
    endpoint: emulator.url,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
});
afterAll(async () => {
  sqs.destroy();
  sqsOf(emulator.world).close();
  await emulator.close();
});
beforeEach(async () => {
  queueCount += 1;
  QueueName = `work-${queueCount}`;
  ({ QueueUrl: QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName })));
});

const createFifo = async () => {
  const { QueueUrl } = await sqs.send(
    new CreateQueueCommand({ QueueName: `${QueueName}.fifo`, Attributes: { FifoQueue: 'true' } }),
  );
  return QueueUrl;
};
const receive = async (max = 10) =>
  (await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: max }))).Messages;
const attribute = async (name: 'QueueArn' | 'ApproximateNumberOfMessages', url = QueueUrl) =>
  (await sqs.send(new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: [name] }))).Attributes?.[
    name
  ];

describe('messages over HTTP', () => {
  it('have the requested attributes and digests that the SDK accepts', async () => {
    await sqs.send(
      new SendMessageCommand({
        QueueUrl,
        MessageBody: 'grüße',
        MessageAttributes: {
          run: { DataType: 'String', StringValue: 'r-1' },
          raw: { DataType: 'Binary', BinaryValue: Buffer.from([1, 2]) },
        },
      }),
    );

    const { Messages } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl,
        MessageAttributeNames: ['run'],
        MessageSystemAttributeNames: ['ApproximateReceiveCount'],
      }),
    );

    expect(Messages).toMatchObject([
      {
        Body: 'grüße',
        Attributes: { ApproximateReceiveCount: '1' },
        MessageAttributes: { run: { DataType: 'String', StringValue: 'r-1' } },
      },
    ]);
    expect(Object.keys(Messages![0]!.MessageAttributes!)).toEqual(['run']);
  });

  it('have the same digest of their attributes as in the real service', async () => {
    const { MD5OfMessageAttributes } = await sqs.send(
      new SendMessageCommand({
        QueueUrl,
        MessageBody: 'hello',
        MessageAttributes: { timestamp: { DataType: 'Number', StringValue: '1493147359900' } },
      }),
    );

    expect(MD5OfMessageAttributes).toBe('235c5c510d26fb653d073faed50ae77c');
  });

  it('are sent and deleted in batches, where only an invalid entry fails', async () => {
    const sent = await sqs.send(
      new SendMessageBatchCommand({
        QueueUrl,
        Entries: [
          { Id: 'good', MessageBody: 'a' },
          { Id: 'late', MessageBody: 'b', DelaySeconds: 901 },
        ],
      }),
    );
    const [message] = (await receive()) ?? [];
    const deleted = await sqs.send(
      new DeleteMessageBatchCommand({
        QueueUrl,
        Entries: [
          { Id: 'good', ReceiptHandle: message?.ReceiptHandle },
          { Id: 'bad', ReceiptHandle: 'nonsense' },
        ],
      }),
    );

    expect(sent).toMatchObject({
      Successful: [{ Id: 'good' }],
      Failed: [{ Id: 'late', SenderFault: true, Code: 'InvalidParameterValue' }],
    });
    expect(deleted).toMatchObject({
      Successful: [{ Id: 'good' }],
      Failed: [{ Id: 'bad', Code: 'ReceiptHandleIsInvalid' }],
    });
  });

  it('become visible again by a change of their visibility timeout', async () => {
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'a' }));
    const [message] = (await receive()) ?? [];

    await sqs.send(
      new ChangeMessageVisibilityCommand({
        QueueUrl,
        ReceiptHandle: message?.ReceiptHandle,
        VisibilityTimeout: 0,
      }),
    );

    expect(await receive()).toMatchObject([{ Body: 'a' }]);
  });

  it('reach a receiver that waits for them', async () => {
    const waiting = sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 }));
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'a' }));

    expect((await waiting).Messages).toMatchObject([{ Body: 'a' }]);
  });

  it('are gone after a purge, which is not repeated within a minute', async () => {
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'a' }));

    await sqs.send(new PurgeQueueCommand({ QueueUrl }));

    expect(await receive()).toBeUndefined();
    await expect(sqs.send(new PurgeQueueCommand({ QueueUrl }))).rejects.toMatchObject({
      name: 'PurgeQueueInProgress',
    });
  });
});

describe('errors over HTTP', () => {
  const sendTo = (url: string | undefined, more = {}) =>
    sqs.send(new SendMessageCommand({ QueueUrl: url, MessageBody: 'a', ...more }));

  it('name what does not exist', async () => {
    const missing = QueueUrl.replace(QueueName, 'missing');

    await expect(sendTo(missing)).rejects.toMatchObject({ name: 'QueueDoesNotExist' });
    await expect(sqs.send(new GetQueueUrlCommand({ QueueName: 'missing' }))).rejects.toMatchObject({
      name: 'QueueDoesNotExist',
    });
    await expect(
      sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: 'nonsense' })),
    ).rejects.toMatchObject({ name: 'ReceiptHandleIsInvalid' });
  });

  it('refuse parameters that a FIFO queue does not accept', async () => {
    const fifo = await createFifo();
    const group = { MessageGroupId: 'a', MessageDeduplicationId: '1' };

    await expect(sendTo(fifo)).rejects.toMatchObject({ name: 'MissingParameter' });
    await expect(sendTo(fifo, { ...group, DelaySeconds: 5 })).rejects.toMatchObject({
      name: 'InvalidParameterValue',
    });
    await expect(sendTo(fifo, group)).resolves.toHaveProperty('SequenceNumber');
  });

  it('refuse a message above 1 MiB and characters outside of XML', async () => {
    await expect(sendTo(QueueUrl, { MessageBody: 'a'.repeat(1_048_577) })).rejects.toMatchObject({
      name: 'InvalidParameterValue',
    });
    await expect(sendTo(QueueUrl, { MessageBody: 'a'.repeat(1_048_576) })).resolves.toBeDefined();
    await expect(sendTo(QueueUrl, { MessageBody: 'a\u0000' })).rejects.toMatchObject({
      name: 'InvalidMessageContents',
    });
  });

  it('refuse a batch that is empty, too long or names an entry twice', async () => {
    const batch = (ids: string[]) =>
      sqs.send(
        new SendMessageBatchCommand({ QueueUrl, Entries: ids.map((Id) => ({ Id, MessageBody: 'a' })) }),
      );

    await expect(batch([])).rejects.toMatchObject({ name: 'EmptyBatchRequest' });
    await expect(batch(['a', 'a'])).rejects.toMatchObject({ name: 'BatchEntryIdsNotDistinct' });
    await expect(batch([...'abcdefghijk'])).rejects.toMatchObject({ name: 'TooManyEntriesInBatchRequest' });
  });
});

describe('queues over HTTP', () => {
  it('are found by name and listed by prefix', async () => {
    expect(await sqs.send(new GetQueueUrlCommand({ QueueName }))).toMatchObject({ QueueUrl });
    expect(await sqs.send(new ListQueuesCommand({ QueueNamePrefix: QueueName }))).toMatchObject({
      QueueUrls: expect.arrayContaining([QueueUrl]),
    });
  });

  it('change their attributes and have tags', async () => {
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { VisibilityTimeout: '5' } }));
    await sqs.send(new TagQueueCommand({ QueueUrl, Tags: { team: 'platform' } }));

    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }),
    );

    expect(Attributes).toMatchObject({
      VisibilityTimeout: '5',
      QueueArn: expect.stringContaining(QueueName),
    });
    expect(await sqs.send(new ListQueueTagsCommand({ QueueUrl }))).toMatchObject({
      Tags: { team: 'platform' },
    });
  });

  it('refuse attributes that they do not know or that are out of range', async () => {
    const set = (Attributes: Record<string, string>) =>
      sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes }));

    await expect(set({ DelaySeconds: '901' })).rejects.toMatchObject({ name: 'InvalidAttributeValue' });
    await expect(set({ Nonsense: '1' })).rejects.toMatchObject({ name: 'InvalidAttributeName' });
  });

  it('do not exist after they are deleted', async () => {
    await sqs.send(new DeleteQueueCommand({ QueueUrl }));

    await expect(receive()).rejects.toMatchObject({ name: 'QueueDoesNotExist' });
  });

  it('get their dead letters back by a move task', async () => {
    const dead = await sqs.send(new CreateQueueCommand({ QueueName: `${QueueName}-dead` }));
    const SourceArn = await attribute('QueueArn', dead.QueueUrl);
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: SourceArn, maxReceiveCount: '1' });
    await sqs.send(
      new SetQueueAttributesCommand({ QueueUrl, Attributes: { RedrivePolicy, VisibilityTimeout: '0' } }),
    );
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'poison' }));
    await receive();
    await receive();

    await sqs.send(new StartMessageMoveTaskCommand({ SourceArn }));

    const tasks = await sqs.send(new ListMessageMoveTasksCommand({ SourceArn }));
    expect(tasks).toMatchObject({ Results: [{ Status: 'COMPLETED', ApproximateNumberOfMessagesMoved: 1 }] });
    expect(await attribute('ApproximateNumberOfMessages')).toBe('1');
    expect(await sqs.send(new ListDeadLetterSourceQueuesCommand({ QueueUrl: dead.QueueUrl }))).toMatchObject({
      queueUrls: [QueueUrl],
    });
  });
});

describe('a role', () => {
  it('sends, also in batches, with sqs:SendMessage and may not receive', async () => {
    const arn = 'arn:aws:iam::777788889999:role/sender';
    const Resource = await attribute('QueueArn');
    emulator.world.iam.putRole({
      arn,
      accountId: '777788889999',
      trustPolicy: { Statement: [] },
      policies: [
        { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'sqs:SendMessage', Resource }] },
      ],
    });
    const { accessKeyId, secretAccessKey, sessionToken } = emulator.world.iam.credentialsFor(arn, 'test');
    const sender = new SQSClient({
      endpoint: emulator.url,
      region: 'eu-west-1',
      credentials: { accessKeyId, secretAccessKey, sessionToken },
      maxAttempts: 1,
    });
    const Entries = [{ Id: 'a', MessageBody: 'a' }];

    const sent = sender.send(new SendMessageBatchCommand({ QueueUrl, Entries }));

    await expect(sent).resolves.toMatchObject({ Successful: [{ Id: 'a' }] });
    await expect(sender.send(new ReceiveMessageCommand({ QueueUrl }))).rejects.toMatchObject({
      $metadata: { httpStatusCode: 403 },
    });
    sender.destroy();
  });
});
