import { CloudWatchClient, GetMetricDataCommand, type MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClock } from '../../src/emulator/clock.ts';
import { sqsOf } from '../../src/emulator/services/sqs/store.ts';
import { type Emulator, startEmulator } from '../../src/emulator/start-emulator.ts';

const MINUTE_MS = 60_000;
const START = Date.parse('2026-11-02T09:00:00Z');
const clock = createClock({ start: START, frozen: true });

let emulator: Emulator;
let cloudWatch: CloudWatchClient;

beforeAll(async () => {
  emulator = await startEmulator({ clock });
  cloudWatch = new CloudWatchClient({
    endpoint: emulator.url,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
});
afterAll(async () => {
  cloudWatch.destroy();
  await emulator.close();
});

let queueCount = 0;

/** A new queue of the hub, by itself. */
function createQueue(suffix = '', attributes: Readonly<Record<string, string>> = {}) {
  queueCount += 1;
  const name = `queue-${queueCount}${suffix}`;
  const store = sqsOf(emulator.world);
  const { arn } = store.createQueue(
    { region: 'eu-west-1', accountId: emulator.world.hubAccountId, name },
    attributes,
  );
  return { name, arn, store };
}

const ageOf = (QueueName: string, Id = 'age'): MetricDataQuery => ({
  Id,
  MetricStat: {
    Metric: {
      Namespace: 'AWS/SQS',
      MetricName: 'ApproximateAgeOfOldestMessage',
      Dimensions: [{ Name: 'QueueName', Value: QueueName }],
    },
    Period: 60,
    Stat: 'Maximum',
  },
});

const ask = (queries: MetricDataQuery[], fromMs = -15 * MINUTE_MS, toMs = 0) =>
  cloudWatch.send(
    new GetMetricDataCommand({
      MetricDataQueries: queries,
      StartTime: new Date(clock.now() + fromMs),
      EndTime: new Date(clock.now() + toMs + 1_000),
    }),
  );

async function valuesOf(name: string): Promise<readonly number[] | undefined> {
  return (await ask([ageOf(name)])).MetricDataResults?.[0]?.Values;
}

describe('GetMetricData', () => {
  it('answers the age of the oldest message in seconds, for each queue by its id', async () => {
    const busy = createQueue();
    const empty = createQueue();
    busy.store.send(busy.arn, { body: 'one' });
    clock.advance(12 * MINUTE_MS);
    busy.store.send(busy.arn, { body: 'two' });

    const { MetricDataResults } = await ask([ageOf(busy.name, 'busy'), ageOf(empty.name, 'empty')]);

    const Label = 'ApproximateAgeOfOldestMessage';
    const Timestamps = [new Date(Math.floor(clock.now() / MINUTE_MS) * MINUTE_MS)];
    expect(MetricDataResults).toEqual([
      { Id: 'busy', Label, Timestamps, Values: [720], StatusCode: 'Complete' },
      { Id: 'empty', Label, Timestamps: [], Values: [], StatusCode: 'Complete' },
    ]);
  });

  it('has no values of the past, nor of a queue that does not exist', async () => {
    const { name, arn, store } = createQueue();
    store.send(arn, { body: 'one' });

    const past = await ask([ageOf(name)], -60 * MINUTE_MS, -30 * MINUTE_MS);

    expect(past.MetricDataResults?.[0]?.Values).toEqual([]);
    expect(await valuesOf('no-such-queue')).toEqual([]);
  });

  it.each([
    { kind: 'a standard queue', suffix: '', attributes: {}, expected: [0] },
    { kind: 'a FIFO queue', suffix: '.fifo', attributes: { FifoQueue: 'true' }, expected: [180] },
  ])(
    'knows what becomes of a message of $kind that was delivered three times',
    async ({ suffix, attributes, expected }) => {
      const { name, arn, store } = createQueue(suffix, attributes);
      const fifo = (id: string) =>
        suffix === '' ? {} : { messageGroupId: 'one', messageDeduplicationId: id };
      store.send(arn, { body: 'poison', ...fifo('1') });
      for (const _ of [1, 2, 3]) {
        await store.receive(arn, { max: 1, waitMs: 0 });
        clock.advance(MINUTE_MS);
      }
      store.send(arn, { body: 'good', ...fifo('2') });

      expect(await valuesOf(name)).toEqual(expected);
    },
  );

  it('counts the age of a dead letter from when it was given up', async () => {
    const dead = createQueue();
    const { arn, store } = createQueue('', {
      RedrivePolicy: JSON.stringify({ deadLetterTargetArn: dead.arn, maxReceiveCount: 1 }),
    });
    store.send(arn, { body: 'poison' });
    await store.receive(arn, { max: 1, waitMs: 0 });
    clock.advance(10 * MINUTE_MS);
    await store.receive(arn, { max: 1, waitMs: 0 });
    clock.advance(2 * MINUTE_MS);

    expect(await valuesOf(dead.name)).toEqual([120]);
  });

  it.each([
    { hiddenMessagesHaveAge: true, expected: [60] },
    { hiddenMessagesHaveAge: false, expected: [] },
  ])(
    'counts messages that are delayed or in flight when the switch is $hiddenMessagesHaveAge',
    async ({ hiddenMessagesHaveAge, expected }) => {
      const { name, arn, store } = createQueue();
      emulator.world.switches = { ...emulator.world.switches, hiddenMessagesHaveAge };
      store.send(arn, { body: 'later', delaySeconds: 900 });
      clock.advance(MINUTE_MS);

      expect(await valuesOf(name)).toEqual(expected);
    },
  );

  it('refuses an end before the start, and metrics that the embedded AWS has not', async () => {
    const other = ageOf('any');
    const metric = { ...other.MetricStat?.Metric, MetricName: 'NumberOfMessagesSent' };

    await expect(ask([ageOf('any')], 0, -MINUTE_MS)).rejects.toMatchObject({ name: 'ValidationException' });
    await expect(
      ask([{ ...other, MetricStat: { ...other.MetricStat, Metric: metric, Period: 60, Stat: 'Maximum' } }]),
    ).rejects.toMatchObject({ name: 'NotImplemented' });
  });
});
