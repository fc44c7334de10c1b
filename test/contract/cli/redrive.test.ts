import { randomUUID } from 'node:crypto';
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aWorkMessage } from '../../builders.ts';
import { documentOf, type Environment, endWithin, HUB, REGION, run, startProcess } from './run-lenskeeper.ts';
import { type Examples, startExamples } from './start-examples.ts';

const WORK = JSON.stringify(aWorkMessage());
const UPLOADED = JSON.stringify({
  'detail-type': 'Object Created',
  detail: { object: { key: 'lenses/a.json' } },
});

describe('redrive', () => {
  let examples: Examples;
  let environment: Environment;
  let sqs: SQSClient;
  let urls: Record<'work' | 'workDead' | 'later' | 'laterDead' | 'events' | 'undelivered', string>;

  beforeEach(async () => {
    examples = await startExamples();
    sqs = new SQSClient({
      endpoint: examples.emulator.url,
      region: REGION,
      credentials: { accessKeyId: 'hub', secretAccessKey: 'embedded' },
    });
    const create = async (QueueName: string, deadLetters?: string) => {
      const isFifo = QueueName.endsWith('.fifo');
      const deadLetterTargetArn = `arn:aws:sqs:${REGION}:${HUB}:${deadLetters}`;
      const Attributes = {
        ...(isFifo ? { FifoQueue: 'true' } : {}),
        ...(deadLetters === undefined
          ? {}
          : { RedrivePolicy: JSON.stringify({ deadLetterTargetArn, maxReceiveCount: 1 }) }),
      };
      return (await sqs.send(new CreateQueueCommand({ QueueName, Attributes }))).QueueUrl ?? '';
    };
    const workDead = await create('work-dead.fifo');
    const laterDead = await create('later-dead');
    urls = {
      workDead,
      laterDead,
      work: await create('work.fifo', 'work-dead.fifo'),
      later: await create('later', 'later-dead'),
      events: await create('lens-events'),
      undelivered: await create('undelivered'),
    };
    environment = {
      ...examples.environment,
      LENSKEEPER_DEAD_LETTER_QUEUE_URLS: [workDead, laterDead, urls.undelivered].join(','),
    };
  });
  afterEach(async () => {
    sqs.destroy();
    await examples.close();
  });

  async function send(QueueUrl: string, MessageBody: string, attributes: Record<string, string> = {}) {
    const isFifo = QueueUrl.endsWith('.fifo');
    const { MessageId = '' } = await sqs.send(
      new SendMessageCommand({
        QueueUrl,
        MessageBody,
        MessageAttributes: Object.fromEntries(
          Object.entries(attributes).map(([key, StringValue]) => [key, { DataType: 'String', StringValue }]),
        ),
        ...(isFifo ? { MessageGroupId: 'group', MessageDeduplicationId: randomUUID() } : {}),
      }),
    );
    return MessageId;
  }

  /** Sends a message to a queue and lets it die by being received too often. */
  async function die(QueueUrl: string, body: string): Promise<string> {
    const id = await send(QueueUrl, body);
    for (let look = 0; look < 2; look += 1) {
      await sqs.send(new ReceiveMessageCommand({ QueueUrl, VisibilityTimeout: 0 }));
    }
    return id;
  }

  async function received(QueueUrl: string) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl,
        MaxNumberOfMessages: 10,
        MessageSystemAttributeNames: ['All'],
        VisibilityTimeout: 0,
      }),
    );
    return Messages;
  }

  async function hidden(QueueUrl: string): Promise<number> {
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['ApproximateNumberOfMessagesNotVisible'] }),
    );
    return Number(Attributes?.ApproximateNumberOfMessagesNotVisible);
  }

  it('lists what died and why, changes nothing and leaves all of it to be read', async () => {
    const work = await die(urls.work, WORK);
    const broken = await die(urls.later, 'not json');
    await send(urls.undelivered, UPLOADED, { ERROR_CODE: 'NO_PERMISSIONS', ERROR_MESSAGE: 'Not allowed' });

    const listed = await run(['redrive', '--json'], environment);
    const text = await run(['redrive'], environment);

    expect(listed.code).toBe(0);
    expect(documentOf(listed)).toMatchObject({
      letters: [
        { id: work, queue: 'work-dead.fifo', about: expect.stringContaining('the lens lenses/') },
        {
          id: broken,
          queue: 'later-dead',
          about: 'not json',
          reason: expect.stringContaining('is not JSON'),
        },
        {
          queue: 'undelivered',
          about: 'Object Created: lenses/a.json',
          reason: 'NO_PERMISSIONS: Not allowed',
        },
      ],
      returned: [],
      failed: [],
    });
    expect(documentOf(listed).letters[0]).not.toHaveProperty('reason');
    expect(text.stdout).toMatch(/No reason is recorded/);
    expect(await Promise.all([urls.workDead, urls.laterDead, urls.undelivered].map(hidden))).toEqual([
      0, 0, 0,
    ]);
  });

  it('returns all of it to where it came from, to FIFO queues with a fresh deduplication id', async () => {
    await die(urls.work, WORK);
    await die(urls.later, 'not json');
    await send(urls.undelivered, UPLOADED, {
      ERROR_CODE: 'NO_PERMISSIONS',
      TARGET_ARN: `arn:aws:sqs:${REGION}:${HUB}:lens-events`,
    });

    const ended = await run(['redrive', '--all', '--json'], environment);

    expect(ended.code).toBe(0);
    expect(documentOf(ended)).toMatchObject({ letters: [], failed: [] });
    expect(documentOf(ended).returned).toHaveLength(3);
    const [work] = await received(urls.work);
    expect(work).toMatchObject({ Body: WORK, Attributes: { MessageGroupId: 'group' } });
    expect(work?.Attributes?.MessageDeduplicationId).toMatch(/^redrive-/);
    expect((await received(urls.later)).map(({ Body }) => Body)).toEqual(['not json']);
    expect((await received(urls.events)).map(({ Body }) => Body)).toEqual([UPLOADED]);
    expect(await received(urls.workDead)).toEqual([]);
  });

  it('says how many more a FIFO queue holds back, and returns those too', async () => {
    for (let index = 0; index < 12; index += 1) await die(urls.work, `letter ${index}`);

    const listed = await run(['redrive', '--json'], environment);
    const returned = await run(['redrive', '--all', '--json'], environment);

    expect(documentOf(listed).letters).toHaveLength(10);
    expect(documentOf(listed).unread).toBe(2);
    expect(documentOf(returned)).toMatchObject({ letters: [], failed: [], unread: 0 });
    expect(documentOf(returned).returned).toHaveLength(12);
  });

  it('returns only what is named', async () => {
    const first = await die(urls.later, 'first');
    const second = await die(urls.later, 'second');

    const ended = await run(['redrive', '--message', second, '--json'], environment);

    expect(ended.code).toBe(0);
    expect(documentOf(ended)).toMatchObject({
      letters: [{ id: first }],
      returned: [{ id: second }],
      failed: [],
    });
    expect((await received(urls.later)).map(({ Body }) => Body)).toEqual(['second']);
  });

  it('returns nothing when one of the ids is not there, and names the nearest', async () => {
    const first = await die(urls.later, 'first');
    const mistyped = `${first.slice(0, -2)}zz`;

    const ended = await run(['redrive', '--message', first, mistyped], environment);
    const left = await run(['redrive', '--json'], environment);

    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toContain(
      `lenskeeper: Redrive: no dead letter has the id ${mistyped}, so nothing was returned; the nearest is ${first}`,
    );
    expect(documentOf(left).letters).toMatchObject([{ id: first }]);
    expect(await received(urls.later)).toEqual([]);
  });

  it('tells what it returned although another queue is gone', async () => {
    await die(urls.later, 'first');
    await die(urls.later, 'second');
    const queues = { LENSKEEPER_DEAD_LETTER_QUEUE_URLS: `${urls.laterDead},${urls.laterDead}-gone` };

    const ended = await run(['redrive', '--all', '--json'], { ...environment, ...queues });
    const listed = await run(['redrive'], { ...environment, ...queues });

    expect(ended.code).toBe(1);
    expect(documentOf(ended)).toMatchObject({
      letters: [],
      failed: [
        {
          queue: 'later-dead-gone',
          why: expect.stringMatching(/^Read the dead letters of later-dead-gone: /),
        },
      ],
    });
    expect(documentOf(ended).returned).toHaveLength(2);
    expect(await received(urls.later)).toHaveLength(2);
    expect(listed.code).toBe(1);
    expect(listed.stdout).toMatch(/! later-dead-gone was not read completely: Read the dead letters/);
  });

  it('stops on Ctrl-C, tells what it returned, and leaves the rest to be read', async () => {
    for (const body of ['first', 'second', 'third']) await die(urls.later, body);
    const { emulator } = examples;
    emulator.setFaults([
      { service: 'sqs', operation: 'SendMessage', kind: 'delay', delayMs: 1_000, skip: 1 },
    ]);
    const began = startProcess(['redrive', '--all', '--json'], environment);

    await vi.waitUntil(() => emulator.calls().some(({ operation }) => operation === 'DeleteMessage'), {
      timeout: 20_000,
      interval: 10,
    });
    began.child.kill('SIGINT');
    const ended = await endWithin(began, 20_000);

    expect(ended.code).toBe(1);
    const { letters, returned, failed } = documentOf(ended);
    expect(letters.length).toBeGreaterThan(0);
    expect(letters.length + returned.length).toBe(3);
    expect(failed).toContainEqual({ queue: 'later-dead', why: 'interrupted' });
    expect(await hidden(urls.laterDead)).toBe(0);
    expect(await received(urls.later)).toHaveLength(returned.length);
  });

  it('keeps what came from no queue, and says what to do instead', async () => {
    const invocation = JSON.stringify({
      requestContext: {
        functionArn: `arn:aws:lambda:${REGION}:${HUB}:function:reconcile-all:$LATEST`,
        condition: 'RetriesExhausted',
      },
      responsePayload: { errorMessage: 'List lenses: gone' },
    });
    await send(urls.undelivered, invocation);

    const ended = await run(['redrive', '--all'], environment);

    expect(ended.code).toBe(1);
    expect(ended.stdout).toContain('Error: List lenses: gone');
    expect(ended.stdout).toMatch(/not returned: its source is not a queue.*`lenskeeper apply`/);
    expect(await received(urls.undelivered)).toHaveLength(1);
  });

  it('says which setting names the queues, and that all and some exclude each other', async () => {
    const none = await run(['redrive'], examples.environment);
    const both = await run(['redrive', '--all', '--message', 'a'], environment);

    expect(none).toMatchObject({ code: 2, stdout: '' });
    expect(none.stderr).toContain('Add --stack NAME, or set LENSKEEPER_DEAD_LETTER_QUEUE_URLS');
    expect(both).toMatchObject({ code: 2, stderr: expect.stringContaining('Use only one of them') });
  });
});
