import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import {
  CreateQueueCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createCall } from '../../../src/aws/call.ts';
import { readQueueDepths } from '../../../src/aws/queue-depths.ts';
import { createClock } from '../../../src/emulator/clock.ts';
import { type Emulator, startEmulator } from '../../../src/emulator/start-emulator.ts';

const clock = createClock({ start: Date.parse('2026-11-02T09:00:00Z'), frozen: true });
const call = createCall(new AbortController().signal);

let emulator: Emulator;
let sqs: SQSClient;
let cloudWatch: CloudWatchClient;
let work: string;
let later: string;
let empty: string;

beforeAll(async () => {
  emulator = await startEmulator({ clock });
  const settings = {
    endpoint: emulator.url,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  };
  sqs = new SQSClient(settings);
  cloudWatch = new CloudWatchClient(settings);
  const create = async (QueueName: string, Attributes = {}) =>
    (await sqs.send(new CreateQueueCommand({ QueueName, Attributes }))).QueueUrl ?? '';
  work = await create('work.fifo', { FifoQueue: 'true' });
  later = await create('later');
  empty = await create('lens-events');

  for (const group of ['lenses', 'workloads']) {
    const message = { MessageBody: '{}', MessageGroupId: group, MessageDeduplicationId: group };
    await sqs.send(new SendMessageCommand({ QueueUrl: work, ...message }));
  }
  await sqs.send(
    new ReceiveMessageCommand({ QueueUrl: work, MaxNumberOfMessages: 1, VisibilityTimeout: 900 }),
  );
  clock.advance(7 * 60_000);
  await sqs.send(new SendMessageCommand({ QueueUrl: later, MessageBody: '{}', DelaySeconds: 900 }));
  clock.advance(5 * 60_000);
});
afterEach(() => emulator.setFaults([]));
afterAll(async () => {
  sqs.destroy();
  cloudWatch.destroy();
  await emulator.close();
});

const depths = (...urls: readonly string[]) =>
  // The time of a command is a little after that of the metric.
  readQueueDepths(urls, { sqs, cloudWatch, call, now: () => clock.now() + 1_000 });

describe('the depth of queues', () => {
  it('counts what waits, is in flight and delayed, with the age of the oldest message', async () => {
    expect(await depths(empty, work, later)).toEqual([
      { queue: 'lens-events', waiting: 0, inFlight: 0, delayed: 0 },
      { queue: 'work.fifo', waiting: 1, inFlight: 1, delayed: 0, oldestSeconds: 720 },
      { queue: 'later', waiting: 0, inFlight: 0, delayed: 1, oldestSeconds: 300 },
    ]);
  });

  it('asks CloudWatch once for all queues, and not at all while they are empty', async () => {
    emulator.clearCalls();

    await depths(empty);
    const whileEmpty = emulator.countCalls({ service: 'monitoring' });
    await depths(empty, work, later);

    expect(whileEmpty).toBe(0);
    expect(emulator.countCalls({ service: 'monitoring' })).toBe(1);
  });

  it('has no age and says why where CloudWatch may not be asked', async () => {
    emulator.setFaults([{ service: 'monitoring', kind: 'access-denied' }]);

    const [idle, busy] = await depths(empty, work);

    expect(idle).toEqual({ queue: 'lens-events', waiting: 0, inFlight: 0, delayed: 0 });
    expect(busy).toMatchObject({
      waiting: 1,
      problem: expect.stringContaining('Read the age of the oldest messages'),
    });
    expect(busy).not.toHaveProperty('oldestSeconds');
  });

  it('has no numbers and says why where a queue may not be read, and has those of the others', async () => {
    const [gone, busy] = await depths(`${work}-gone.fifo`, work);

    expect(gone).toEqual({
      queue: 'work.fifo-gone.fifo',
      problem: expect.stringMatching(/^Count the messages of .*: /),
    });
    expect(busy).toMatchObject({ waiting: 1, oldestSeconds: 720 });
  });
});
