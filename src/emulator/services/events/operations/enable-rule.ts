import type { EnableRuleCommandInput, EnableRuleCommandOutput } from '@aws-sdk/client-eventbridge';
import type { Operation } from '../../../operation.ts';
import { busOf } from '../bus-name.ts';
import { BUS_NAME, RULE_NAME } from '../constraints.ts';
import { rulePermission } from '../rule-arn.ts';
import { eventBridgeOf } from '../store.ts';

type Output = Omit<EnableRuleCommandOutput, '$metadata'>;

export const enableRule: Operation<EnableRuleCommandInput, Output> = {
  name: 'EnableRule',
  constraints: { Name: RULE_NAME, EventBusName: BUS_NAME },
  permissions: (call, { EventBusName, Name }) => rulePermission(call, EventBusName, Name),
  run(world, call, { Name = '', EventBusName }) {
    eventBridgeOf(world).rule(busOf(call, EventBusName), Name).isEnabled = true;
    return {};
  },
};
