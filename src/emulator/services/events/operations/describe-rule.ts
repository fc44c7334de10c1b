import type { DescribeRuleCommandInput, DescribeRuleCommandOutput } from '@aws-sdk/client-eventbridge';
import type { Operation } from '../../../operation.ts';
import { busOf } from '../bus-name.ts';
import { BUS_NAME, RULE_NAME } from '../constraints.ts';
import { toRule } from '../reply.ts';
import { rulePermission } from '../rule-arn.ts';
import { eventBridgeOf } from '../store.ts';

type Output = Omit<DescribeRuleCommandOutput, '$metadata'>;

export const describeRule: Operation<DescribeRuleCommandInput, Output> = {
  name: 'DescribeRule',
  constraints: { Name: RULE_NAME, EventBusName: BUS_NAME },
  permissions: (call, { EventBusName, Name }) => rulePermission(call, EventBusName, Name),
  run(world, call, { Name = '', EventBusName }) {
    const bus = busOf(call, EventBusName);
    return { ...toRule(eventBridgeOf(world).rule(bus, Name), bus.name), CreatedBy: bus.accountId };
  },
};
