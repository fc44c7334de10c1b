import * as z from 'zod/mini';
import { schedulerOf } from '../../services/scheduler/store.ts';
import { type Deployed, type Deployment, physicalName } from '../deployed.ts';
import { ignored, number, readProperties } from './read-properties.ts';

const scheduleProperties = z.strictObject({
  Name: z.optional(z.string()),
  Description: ignored,
  GroupName: z.optional(z.literal('default')),
  ScheduleExpression: z.string(),
  ScheduleExpressionTimezone: z.optional(z.literal('UTC')),
  State: z._default(z.enum(['ENABLED', 'DISABLED']), 'ENABLED'),
  FlexibleTimeWindow: z.unknown(),
  Target: z.strictObject({
    Arn: z.string(),
    RoleArn: z.string(),
    Input: z.optional(z.string()),
    SqsParameters: z.optional(z.strictObject({ MessageGroupId: z.string() })),
    DeadLetterConfig: z.optional(z.strictObject({ Arn: z.string() })),
    RetryPolicy: z.optional(
      z.strictObject({
        MaximumRetryAttempts: z.optional(number.check(z.gte(0), z.lte(185))),
        MaximumEventAgeInSeconds: z.optional(number.check(z.gte(60), z.lte(86_400))),
      }),
    ),
  }),
});

/** AWS::Scheduler::Schedule. Runs start on time: the flexible time window is not used. */
export function createSchedule(deployment: Deployment, logicalId: string, properties: unknown): Deployed {
  const { Target, ...given } = readProperties(scheduleProperties, properties);
  const { accountId, region, world } = deployment;
  const schedule = schedulerOf(world).putSchedule({
    accountId,
    region,
    name: given.Name ?? physicalName(deployment, logicalId).slice(0, 64),
    expression: given.ScheduleExpression,
    isEnabled: given.State === 'ENABLED',
    targetArn: Target.Arn,
    roleArn: Target.RoleArn,
    input: Target.Input,
    messageGroupId: Target.SqsParameters?.MessageGroupId,
    deadLetterArn: Target.DeadLetterConfig?.Arn,
    maximumRetryAttempts: Target.RetryPolicy?.MaximumRetryAttempts,
    maximumEventAgeSeconds: Target.RetryPolicy?.MaximumEventAgeInSeconds,
  });
  return { physicalId: schedule.name, attributes: { Arn: schedule.arn } };
}
