import type { PutRuleCommandInput, PutRuleCommandOutput } from '@aws-sdk/client-eventbridge';
import type { Operation } from '../../../operation.ts';
import { busOf } from '../bus-name.ts';
import { RULE_NAME } from '../constraints.ts';
import { invalid } from '../errors.ts';
import { rulePermission } from '../rule-arn.ts';
import { eventBridgeOf } from '../store.ts';

type Output = Omit<PutRuleCommandOutput, '$metadata'>;

export const putRule: Operation<PutRuleCommandInput, Output> = {
  name: 'PutRule',
  constraints: {
    Name: RULE_NAME,
    EventPattern: { max: 4096 },
    State: { enum: ['ENABLED', 'DISABLED', 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS'] },
    Description: { max: 512 },
  },
  permissions: (call, { EventBusName, Name }) => rulePermission(call, EventBusName, Name),
  run(
    world,
    call,
    { Name = '', EventBusName, EventPattern, ScheduleExpression, State, Description, RoleArn },
  ) {
    if (ScheduleExpression) {
      throw invalid(
        'The embedded AWS does not run a ScheduleExpression: use an EventBridge Scheduler schedule.',
      );
    }
    if (!EventPattern) throw invalid('Parameter(s) EventPattern or ScheduleExpression must be specified.');
    const rule = eventBridgeOf(world).putRule(busOf(call, EventBusName), {
      name: Name,
      pattern: EventPattern,
      isEnabled: State !== 'DISABLED',
      description: Description,
      roleArn: RoleArn,
    });
    return { RuleArn: rule.arn };
  },
};
