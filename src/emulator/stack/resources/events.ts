import * as z from 'zod/mini';
import { parseBusArn, type TargetSettings } from '../../services/events/bus.ts';
import { addStatement } from '../../services/events/bus-policy.ts';
import { eventBridgeOf } from '../../services/events/store.ts';
import { type Deployed, type Deployment, physicalName } from '../deployed.ts';
import { ignored, number, readProperties } from './read-properties.ts';

const targetProperties = z.strictObject({
  Id: z.string(),
  Arn: z.string(),
  RoleArn: z.optional(z.string()),
  Input: z.optional(z.string()),
  InputPath: z.optional(z.string()),
  InputTransformer: z.optional(
    z.strictObject({
      InputPathsMap: z._default(z.record(z.string(), z.string()), {}),
      InputTemplate: z.string(),
    }),
  ),
  SqsParameters: z.optional(z.strictObject({ MessageGroupId: z.string() })),
  DeadLetterConfig: z.optional(z.strictObject({ Arn: z.string() })),
  RetryPolicy: z.optional(
    z.strictObject({
      MaximumRetryAttempts: z.optional(number.check(z.gte(0), z.lte(185))),
      MaximumEventAgeInSeconds: z.optional(number.check(z.gte(60), z.lte(86_400))),
    }),
  ),
});

const ruleProperties = z.strictObject({
  Name: z.optional(z.string()),
  Description: z.optional(z.string()),
  EventBusName: z._default(z.string(), 'default'),
  EventPattern: z.record(z.string(), z.unknown()),
  State: z._default(
    z.enum(['ENABLED', 'DISABLED', 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS']),
    'ENABLED',
  ),
  RoleArn: z.optional(z.string()),
  Targets: z._default(z.array(targetProperties), []),
  Tags: ignored,
});

const busProperties = z.strictObject({
  Name: z.string(),
  Description: z.optional(z.string()),
  Tags: ignored,
});

const busPolicyProperties = z.strictObject({
  StatementId: z.string(),
  EventBusName: z._default(z.string(), 'default'),
  Statement: z.record(z.string(), z.unknown()),
});

/** AWS::Events::Rule with its targets. */
export function createRule(deployment: Deployment, logicalId: string, properties: unknown): Deployed {
  const given = readProperties(ruleProperties, properties);
  const store = eventBridgeOf(deployment.world);
  const address = addressOf(deployment, given.EventBusName);
  const rule = store.putRule(address, {
    name: given.Name ?? physicalName(deployment, logicalId),
    pattern: JSON.stringify(given.EventPattern),
    isEnabled: given.State !== 'DISABLED',
    description: given.Description,
    roleArn: given.RoleArn,
  });
  store.putTargets(address, rule.name, given.Targets.map(targetSettings));
  deployment.ruleArns.add(rule.arn);
  const physicalId = address.name === 'default' ? rule.name : `${address.name}|${rule.name}`;
  return { physicalId, attributes: { Arn: rule.arn } };
}

/** AWS::Events::EventBus */
export function createEventBus(deployment: Deployment, _logicalId: string, properties: unknown): Deployed {
  const given = readProperties(busProperties, properties);
  const address = addressOf(deployment, given.Name);
  const bus = eventBridgeOf(deployment.world).createBus(address, given.Description);
  return { physicalId: bus.name, attributes: { Arn: bus.arn, Name: bus.name } };
}

/** AWS::Events::EventBusPolicy: one statement in the policy of a bus. */
export function createEventBusPolicy(
  deployment: Deployment,
  logicalId: string,
  properties: unknown,
): Deployed {
  const given = readProperties(busPolicyProperties, properties);
  const { arn } = eventBridgeOf(deployment.world).bus(addressOf(deployment, given.EventBusName));
  addStatement(deployment.world.iam, arn, { ...given.Statement, Sid: given.StatementId });
  return { physicalId: logicalId, attributes: {} };
}

function addressOf({ accountId, region }: Deployment, nameOrArn: string) {
  return parseBusArn(nameOrArn) ?? { accountId, region, name: nameOrArn };
}

function targetSettings(target: z.output<typeof targetProperties>): TargetSettings {
  return {
    id: target.Id,
    arn: target.Arn,
    roleArn: target.RoleArn,
    input: target.Input,
    inputPath: target.InputPath,
    inputTransformer: target.InputTransformer && {
      paths: target.InputTransformer.InputPathsMap,
      template: target.InputTransformer.InputTemplate,
    },
    messageGroupId: target.SqsParameters?.MessageGroupId,
    deadLetterArn: target.DeadLetterConfig?.Arn,
    maximumRetryAttempts: target.RetryPolicy?.MaximumRetryAttempts,
    maximumEventAgeSeconds: target.RetryPolicy?.MaximumEventAgeInSeconds,
  };
}
