import * as z from 'zod/mini';
import { type Deployed, type Deployment, physicalName } from '../deployed.ts';
import { readProperties } from './read-properties.ts';

const names = z.looseObject({
  AlarmName: z.optional(z.string()),
  LogGroupName: z.optional(z.string()),
  TopicName: z.optional(z.string()),
});

/** AWS::Logs::LogGroup: log lines are stored with the function, so only the name matters. */
export function createLogGroup(deployment: Deployment, logicalId: string, properties: unknown): Deployed {
  const { accountId, region } = deployment;
  const name = readProperties(names, properties).LogGroupName ?? physicalName(deployment, logicalId);
  return { physicalId: name, attributes: { Arn: `arn:aws:logs:${region}:${accountId}:log-group:${name}:*` } };
}

/** AWS::CloudWatch::Alarm: the embedded AWS does not evaluate alarms. */
export function createAlarm(deployment: Deployment, logicalId: string, properties: unknown): Deployed {
  const { accountId, region } = deployment;
  const name = readProperties(names, properties).AlarmName ?? physicalName(deployment, logicalId);
  return { physicalId: name, attributes: { Arn: `arn:aws:cloudwatch:${region}:${accountId}:alarm:${name}` } };
}

/** AWS::SNS::Topic: only alarms publish to it, so nothing is ever sent. */
export function createTopic(deployment: Deployment, logicalId: string, properties: unknown): Deployed {
  const { accountId, region } = deployment;
  const name = readProperties(names, properties).TopicName ?? physicalName(deployment, logicalId);
  const arn = `arn:aws:sns:${region}:${accountId}:${name}`;
  return { physicalId: arn, attributes: { TopicArn: arn, TopicName: name } };
}

/** Resources without effect in the embedded AWS, such as a topic's policy. */
export function createNothing(deployment: Deployment, logicalId: string): Deployed {
  return { physicalId: physicalName(deployment, logicalId), attributes: {} };
}
