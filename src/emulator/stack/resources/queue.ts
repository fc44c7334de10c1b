import * as z from 'zod/mini';
import { sqsOf } from '../../services/sqs/store.ts';
import { type Deployed, type Deployment, physicalName } from '../deployed.ts';
import { flag, ignored, number, readProperties } from './read-properties.ts';

const queueProperties = z.strictObject({
  QueueName: z.optional(z.string()),
  FifoQueue: z.optional(flag),
  ContentBasedDeduplication: z.optional(flag),
  DeduplicationScope: z.optional(z.string()),
  FifoThroughputLimit: z.optional(z.string()),
  DelaySeconds: z.optional(number),
  MaximumMessageSize: z.optional(number),
  MessageRetentionPeriod: z.optional(number),
  ReceiveMessageWaitTimeSeconds: z.optional(number),
  VisibilityTimeout: z.optional(number),
  SqsManagedSseEnabled: z.optional(flag),
  KmsMasterKeyId: z.optional(z.string()),
  RedrivePolicy: z.optional(z.strictObject({ deadLetterTargetArn: z.string(), maxReceiveCount: number })),
  RedriveAllowPolicy: z.optional(z.unknown()),
  Tags: ignored,
});

const policyProperties = z.strictObject({ Queues: z.array(z.string()), PolicyDocument: z.unknown() });

/** AWS::SQS::Queue: Ref is the queue's URL. */
export function createQueue(deployment: Deployment, logicalId: string, properties: unknown): Deployed {
  const { Tags: _, QueueName, ...given } = readProperties(queueProperties, properties);
  const { accountId, region, world } = deployment;
  const name =
    QueueName ?? `${physicalName(deployment, logicalId)}${given.FifoQueue === true ? '.fifo' : ''}`;
  const attributes = Object.entries(given).flatMap(([key, value]): [string, string][] => {
    if (value === undefined) return [];
    return [[key, typeof value === 'object' ? JSON.stringify(value) : String(value)]];
  });
  const store = sqsOf(world);
  const queue = store.createQueue({ accountId, region, name }, Object.fromEntries(attributes));
  const url = store.urlOf(queue);
  return { physicalId: url, attributes: { Arn: queue.arn, QueueName: name, QueueUrl: url } };
}

/** AWS::SQS::QueuePolicy */
export function createQueuePolicy(
  { world, region }: Deployment,
  logicalId: string,
  properties: unknown,
): Deployed {
  const given = readProperties(policyProperties, properties);
  const store = sqsOf(world);
  for (const url of given.Queues) {
    store.setAttributes(store.queueByUrl(url, region).arn, { Policy: JSON.stringify(given.PolicyDocument) });
  }
  return { physicalId: logicalId, attributes: { Id: logicalId } };
}
