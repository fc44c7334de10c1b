import type { GetQueueAttributesRequest, GetQueueAttributesResult } from '@aws-sdk/client-sqs';
import type { Operation } from '../../../operation.ts';
import { invalidAttributeName } from '../errors.ts';
import { onQueue } from '../permissions.ts';
import type { Queue } from '../queue.ts';
import { sqsOf } from '../store.ts';

export const getQueueAttributes: Operation<GetQueueAttributesRequest, GetQueueAttributesResult> = {
  name: 'GetQueueAttributes',
  constraints: {},
  permissions: onQueue('GetQueueAttributes'),
  run: (world, { region }, { QueueUrl, AttributeNames: names = [] }) => {
    const all = attributesOf(sqsOf(world).queueByUrl(QueueUrl, region));
    const asked: readonly string[] = names;
    if (asked.includes('All')) return { Attributes: Object.fromEntries(all) };
    const unknown = asked.find((name) => !all.has(name) && !OPTIONAL.has(name));
    if (unknown !== undefined) throw invalidAttributeName(unknown);
    return { Attributes: Object.fromEntries([...all].filter(([name]) => asked.includes(name))) };
  },
};

/** Attributes that not every queue has. */
const OPTIONAL: ReadonlySet<string> = new Set([
  'ContentBasedDeduplication',
  'DeduplicationScope',
  'FifoQueue',
  'FifoThroughputLimit',
  'KmsDataKeyReusePeriodSeconds',
  'KmsMasterKeyId',
  'Policy',
  'RedriveAllowPolicy',
  'RedrivePolicy',
]);

function attributesOf(queue: Queue): Map<string, string> {
  const { visible, inFlight, delayed } = queue.counts();
  return new Map([
    ...queue.attributes,
    ['QueueArn', queue.arn],
    ['CreatedTimestamp', inSeconds(queue.createdAt)],
    ['LastModifiedTimestamp', inSeconds(queue.modifiedAt)],
    ['ApproximateNumberOfMessages', String(visible)],
    ['ApproximateNumberOfMessagesNotVisible', String(inFlight)],
    ['ApproximateNumberOfMessagesDelayed', String(delayed)],
  ]);
}

const inSeconds = (milliseconds: number) => String(Math.floor(milliseconds / 1000));
