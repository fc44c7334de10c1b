import type { DeleteRuleCommandInput, DeleteRuleCommandOutput } from '@aws-sdk/client-eventbridge';
import type { Operation } from '../../../operation.ts';
import { busOf } from '../bus-name.ts';
import { BUS_NAME, RULE_NAME } from '../constraints.ts';
import { rulePermission } from '../rule-arn.ts';
import { eventBridgeOf } from '../store.ts';

type Output = Omit<DeleteRuleCommandOutput, '$metadata'>;

export const deleteRule: Operation<DeleteRuleCommandInput, Output> = {
  name: 'DeleteRule',
  constraints: { Name: RULE_NAME, EventBusName: BUS_NAME },
  permissions: (call, { EventBusName, Name }) => rulePermission(call, EventBusName, Name),
  run(world, call, { Name = '', EventBusName }) {
    eventBridgeOf(world).deleteRule(busOf(call, EventBusName), Name);
    return {};
  },
};
