import type { PutTargetsCommandInput, PutTargetsCommandOutput, Target } from '@aws-sdk/client-eventbridge';
import type { Operation } from '../../../operation.ts';
import type { TargetSettings } from '../bus.ts';
import { busOf } from '../bus-name.ts';
import { RULE_NAME } from '../constraints.ts';
import { rulePermission } from '../rule-arn.ts';
import { eventBridgeOf } from '../store.ts';

type Output = Omit<PutTargetsCommandOutput, '$metadata'>;

export const putTargets: Operation<PutTargetsCommandInput, Output> = {
  name: 'PutTargets',
  constraints: {
    Rule: RULE_NAME,
    Targets: { required: true, min: 1, max: 100 },
    'Targets[].Id': { required: true, min: 1, max: 64, pattern: /^[.\-_A-Za-z0-9]+$/ },
    'Targets[].Arn': { required: true, min: 1, max: 1600 },
    'Targets[].Input': { max: 8192 },
    'Targets[].RetryPolicy.MaximumRetryAttempts': { range: [0, 185] },
    'Targets[].RetryPolicy.MaximumEventAgeInSeconds': { range: [60, 86_400] },
  },
  permissions: (call, { EventBusName, Rule }) => rulePermission(call, EventBusName, Rule),
  run(world, call, { Rule = '', EventBusName, Targets = [] }) {
    eventBridgeOf(world).putTargets(busOf(call, EventBusName), Rule, Targets.map(toSettings));
    return { FailedEntryCount: 0, FailedEntries: [] };
  },
};

function toSettings(target: Target): TargetSettings {
  return {
    id: target.Id ?? '',
    arn: target.Arn ?? '',
    roleArn: target.RoleArn,
    input: target.Input,
    inputPath: target.InputPath,
    inputTransformer: target.InputTransformer && {
      paths: target.InputTransformer.InputPathsMap ?? {},
      template: target.InputTransformer.InputTemplate ?? '',
    },
    messageGroupId: target.SqsParameters?.MessageGroupId,
    deadLetterArn: target.DeadLetterConfig?.Arn,
    maximumRetryAttempts: target.RetryPolicy?.MaximumRetryAttempts,
    maximumEventAgeSeconds: target.RetryPolicy?.MaximumEventAgeInSeconds,
  };
}
