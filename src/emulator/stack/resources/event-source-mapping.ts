import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { authorize } from '../../services/iam/authorize.ts';
import { sqsOf } from '../../services/sqs/store.ts';
import type { Deployed, Deployment } from '../deployed.ts';
import { EventSourceMapping } from '../event-source-mapping.ts';
import type { LambdaFunction } from '../lambda-function.ts';
import { functionArn } from './function.ts';
import { flag, ignored, number, readProperties } from './read-properties.ts';

const mappingProperties = z.strictObject({
  EventSourceArn: z.string(),
  FunctionName: z.string(),
  BatchSize: z._default(number.check(z.gte(1), z.lte(10_000)), 10),
  MaximumBatchingWindowInSeconds: z._default(number.check(z.gte(0), z.lte(300)), 0),
  FunctionResponseTypes: z._default(z.array(z.literal('ReportBatchItemFailures')), []),
  ScalingConfig: z.optional(
    z.strictObject({ MaximumConcurrency: z.optional(number.check(z.gte(2), z.lte(1000))) }),
  ),
  Enabled: z._default(flag, true),
  Tags: ignored,
});

type Given = z.output<typeof mappingProperties>;

/**
 * AWS::Lambda::EventSourceMapping of a queue.
 *
 * @throws Error for a mapping that Lambda refuses: a visibility timeout shorter than the function's timeout, a batch
 * size that the queue does not support, or a role without permission to read the queue
 */
export function createEventSourceMapping(
  deployment: Deployment,
  _logicalId: string,
  properties: unknown,
): Deployed {
  const given = readProperties(mappingProperties, properties);
  const lambda = deployment.registry.find(functionArn(deployment, given.FunctionName));
  if (lambda === undefined) throw new Error(`Function not found: ${given.FunctionName}`);
  assertMappable(deployment, lambda, given);
  if (given.Enabled) {
    const { concurrency } = lambda.settings;
    const mapping = new EventSourceMapping(deployment.world, lambda, {
      queueArn: given.EventSourceArn,
      batchSize: given.BatchSize,
      windowSeconds: given.MaximumBatchingWindowInSeconds,
      reportsItemFailures: given.FunctionResponseTypes.length > 0,
      concurrency: Math.min(given.ScalingConfig?.MaximumConcurrency ?? concurrency, concurrency),
    });
    deployment.mappings.push(mapping);
  }
  const id = randomUUID();
  return { physicalId: id, attributes: { Id: id } };
}

function assertMappable({ world, region }: Deployment, { settings }: LambdaFunction, given: Given): void {
  const { BatchSize, MaximumBatchingWindowInSeconds, EventSourceArn: resource } = given;
  const { isFifo, visibilityMs } = sqsOf(world).queue(resource).settings;
  if (visibilityMs < settings.timeoutSeconds * 1000) {
    throw new Error(
      `Queue visibility timeout: ${visibilityMs / 1000} seconds is less than Function timeout: ${settings.timeoutSeconds} seconds`,
    );
  }
  if (isFifo && (BatchSize > 10 || MaximumBatchingWindowInSeconds > 0)) {
    throw new Error('Batching window is not supported for FIFO queues, and their batch size is at most 10');
  }
  if (BatchSize > 10 && MaximumBatchingWindowInSeconds < 1) {
    throw new Error(
      'Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10',
    );
  }
  const { roleArn, accountId } = settings;
  const principal = { kind: 'role', accountId, arn: roleArn, roleArn } as const;
  for (const operation of ['ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes']) {
    if (authorize(world, principal, { action: `sqs:${operation}`, resource }, region).allowed) continue;
    throw new Error(`The provided execution role does not have permissions to call ${operation} on SQS`);
  }
}
