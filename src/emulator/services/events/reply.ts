import type { Rule as RuleReply, Target as TargetReply } from '@aws-sdk/client-eventbridge';
import type { Rule, TargetSettings } from './bus.ts';

/** A rule in the replies of DescribeRule and ListRules. */
export function toRule(rule: Rule, busName: string): RuleReply {
  return {
    Name: rule.name,
    Arn: rule.arn,
    EventPattern: rule.pattern,
    State: rule.isEnabled ? 'ENABLED' : 'DISABLED',
    Description: rule.description,
    RoleArn: rule.roleArn,
    EventBusName: busName,
  };
}

/** A target in the reply of ListTargetsByRule. */
export function toTarget(settings: TargetSettings): TargetReply {
  const { inputTransformer, messageGroupId, deadLetterArn, maximumRetryAttempts, maximumEventAgeSeconds } =
    settings;
  const hasRetryPolicy = maximumRetryAttempts !== undefined || maximumEventAgeSeconds !== undefined;
  return {
    Id: settings.id,
    Arn: settings.arn,
    RoleArn: settings.roleArn,
    Input: settings.input,
    InputPath: settings.inputPath,
    InputTransformer: inputTransformer && {
      InputPathsMap: { ...inputTransformer.paths },
      InputTemplate: inputTransformer.template,
    },
    SqsParameters: messageGroupId === undefined ? undefined : { MessageGroupId: messageGroupId },
    DeadLetterConfig: deadLetterArn === undefined ? undefined : { Arn: deadLetterArn },
    RetryPolicy: hasRetryPolicy
      ? { MaximumRetryAttempts: maximumRetryAttempts, MaximumEventAgeInSeconds: maximumEventAgeSeconds }
      : undefined,
  };
}
