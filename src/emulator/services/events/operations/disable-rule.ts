import type { DisableRuleCommandInput, DisableRuleCommandOutput } from '@aws-sdk/client-eventbridge';
import type { Operation } from '../../../operation.ts';
import { busOf } from '../bus-name.ts';
import { BUS_NAME, RULE_NAME } from '../constraints.ts';
import { rulePermission } from '../rule-arn.ts';
import { eventBridgeOf } from '../store.ts';

type Output = Omit<DisableRuleCommandOutput, '$metadata'>;

export const disableRule: Operation<DisableRuleCommandInput, Output> = {
  name: 'DisableRule',
  constraints: { Name: RULE_NAME, EventBusName: BUS_NAME },
  permissions: (call, { EventBusName, Name }) => rulePermission(call, EventBusName, Name),
  run(world, call, { Name = '', EventBusName }) {
    eventBridgeOf(world).rule(busOf(call, EventBusName), Name).isEnabled = false;
    return {};
  },
};
