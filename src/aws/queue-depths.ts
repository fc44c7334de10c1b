import { type CloudWatchClient, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { QueueDepth } from '../reconcile/queue-depth.ts';
import type { Call } from './call.ts';

/**
 * SQS sends its metrics every minute, and those of an idle queue some minutes late (developer guide, Available CloudWatch
 * metrics).
 */
const LOOK_BACK_MS = 15 * 60_000;
const PERIOD_SECONDS = 60;

/**
 * The number of messages in each queue and the age of its oldest message. SQS has no attribute for the age: it is a metric,
 * which is read for the queues that are not empty. Values that may not be read are absent; nothing fails.
 *
 * @param urls URLs of queues
 * @param options.now milliseconds since the epoch
 */
export async function readQueueDepths(
  urls: readonly string[],
  options: {
    readonly sqs: SQSClient;
    readonly cloudWatch: CloudWatchClient;
    readonly call: Call;
    readonly now: () => number;
  },
): Promise<readonly QueueDepth[]> {
  const depths = await Promise.all(urls.map((url) => readDepth(url, options)));
  const busy = depths.filter(
    ({ waiting = 0, inFlight = 0, delayed = 0 }) => waiting + inFlight + delayed > 0,
  );
  if (busy.length === 0) return depths;
  try {
    const ages = await readAges(
      busy.map(({ queue }) => queue),
      options,
    );
    return depths.map((depth) => {
      const oldestSeconds = ages.get(depth.queue);
      return oldestSeconds === undefined ? depth : { ...depth, oldestSeconds };
    });
  } catch (error) {
    const problem = reasonOf(error);
    return depths.map((depth) => (busy.includes(depth) ? { ...depth, problem } : depth));
  }
}

async function readDepth(
  url: string,
  { sqs, call }: { readonly sqs: SQSClient; readonly call: Call },
): Promise<QueueDepth> {
  const queue = url.slice(url.lastIndexOf('/') + 1);
  try {
    const { Attributes = {} } = await call(`Count the messages of ${url}`, (o) =>
      sqs.send(
        new GetQueueAttributesCommand({
          QueueUrl: url,
          AttributeNames: [
            'ApproximateNumberOfMessages',
            'ApproximateNumberOfMessagesNotVisible',
            'ApproximateNumberOfMessagesDelayed',
          ],
        }),
        o,
      ),
    );
    return {
      queue,
      waiting: Number(Attributes.ApproximateNumberOfMessages ?? 0),
      inFlight: Number(Attributes.ApproximateNumberOfMessagesNotVisible ?? 0),
      delayed: Number(Attributes.ApproximateNumberOfMessagesDelayed ?? 0),
    };
  } catch (error) {
    return { queue, problem: reasonOf(error) };
  }
}

/** The newest value of each queue's metric, in seconds; a queue without a value is left out. */
async function readAges(
  queues: readonly string[],
  {
    cloudWatch,
    call,
    now,
  }: { readonly cloudWatch: CloudWatchClient; readonly call: Call; readonly now: () => number },
): Promise<ReadonlyMap<string, number>> {
  const { MetricDataResults = [] } = await call('Read the age of the oldest messages', (o) =>
    cloudWatch.send(
      new GetMetricDataCommand({
        StartTime: new Date(now() - LOOK_BACK_MS),
        EndTime: new Date(now()),
        ScanBy: 'TimestampDescending',
        MetricDataQueries: queues.map((queue, index) => ({
          Id: `queue${index}`,
          MetricStat: {
            Metric: {
              Namespace: 'AWS/SQS',
              MetricName: 'ApproximateAgeOfOldestMessage',
              Dimensions: [{ Name: 'QueueName', Value: queue }],
            },
            Period: PERIOD_SECONDS,
            Stat: 'Maximum',
          },
        })),
      }),
      o,
    ),
  );
  return new Map(
    queues.flatMap((queue, index): [string, number][] => {
      const newest = MetricDataResults.find(({ Id }) => Id === `queue${index}`)?.Values?.[0];
      return newest === undefined ? [] : [[queue, newest]];
    }),
  );
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
