import type { GetMetricDataInput, GetMetricDataOutput, MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import { AwsError, type Call, type Operation } from '../../../operation.ts';
import type { World } from '../../../world.ts';
import { queueArn } from '../../sqs/queue-address.ts';
import { sqsOf } from '../../sqs/store.ts';

/** SQS publishes its metrics once a minute. Source: developer guide, Available CloudWatch metrics for Amazon SQS. */
const PERIOD_MS = 60_000;
/** Statistics that are equal because each minute has one value. */
const STATISTICS: readonly (string | undefined)[] = ['Average', 'Maximum', 'Minimum', 'Sum'];

/**
 * Has one metric, the age of the oldest message of a queue, and only its value of the current minute: the embedded AWS
 * keeps no history. A queue that does not exist, or that has no message with an age, has no values.
 */
export const getMetricData: Operation<GetMetricDataInput, GetMetricDataOutput> = {
  name: 'GetMetricData',
  constraints: {
    MetricDataQueries: { max: 500 },
    'MetricDataQueries[].Id': { min: 1, max: 255 },
    'MetricDataQueries[].MetricStat.Period': { range: [1, Number.MAX_SAFE_INTEGER] },
    ScanBy: { enum: ['TimestampAscending', 'TimestampDescending'] },
  },
  // The action has no resource type. Source: Service Authorization Reference, Amazon CloudWatch.
  permissions: () => [{ action: 'cloudwatch:GetMetricData', resource: '*' }],
  run(world, call, { MetricDataQueries = [], StartTime, EndTime }) {
    const start = StartTime?.getTime() ?? 0;
    const end = EndTime?.getTime() ?? 0;
    if (start >= end) {
      throw invalid('The parameter StartTime must be less than the parameter EndTime.');
    }
    const minute = floorToMinute(world.clock.now());
    const isAsked = floorToMinute(start) <= minute && minute < end;
    return {
      MetricDataResults: MetricDataQueries.map((query) => {
        const ageMs = ageOfOldest(world, call, queueNameIn(query));
        const has = isAsked && ageMs !== undefined;
        return {
          Id: query.Id,
          Label: query.Label ?? query.MetricStat?.Metric?.MetricName,
          Timestamps: has ? [new Date(minute)] : [],
          Values: has ? [Math.floor(ageMs / 1_000)] : [],
          StatusCode: 'Complete',
        };
      }),
    };
  },
};

/**
 * @throws AwsError for a metric that the embedded AWS does not have; an empty reply would look like a metric without
 * values
 */
function queueNameIn({ MetricStat: asked, Expression }: MetricDataQuery): string {
  const [dimension, ...others] = asked?.Metric?.Dimensions ?? [];
  const isKnown =
    Expression === undefined &&
    asked?.Metric?.Namespace === 'AWS/SQS' &&
    asked.Metric.MetricName === 'ApproximateAgeOfOldestMessage' &&
    STATISTICS.includes(asked.Stat) &&
    dimension?.Name === 'QueueName' &&
    others.length === 0;
  if (!isKnown) {
    throw new AwsError(
      'NotImplemented',
      'The embedded AWS has only the metric ApproximateAgeOfOldestMessage of AWS/SQS by QueueName',
      {},
      501,
    );
  }
  if ((asked.Period ?? 0) % 60 !== 0) {
    throw invalid('The embedded AWS has one value per minute: the period must be a multiple of 60');
  }
  return dimension.Value ?? '';
}

function ageOfOldest(world: World, { accountId, region }: Call, name: string): number | undefined {
  const arn = queueArn({ accountId, region, name });
  const queue = sqsOf(world)
    .queuesOf(accountId, region)
    .find((one) => one.arn === arn);
  return queue?.ageOfOldest(world.switches.hiddenMessagesHaveAge);
}

const floorToMinute = (milliseconds: number) => Math.floor(milliseconds / PERIOD_MS) * PERIOD_MS;

const invalid = (message: string) => new AwsError('ValidationException', message, {}, 400);
