import type {
  ListTargetsByRuleCommandInput,
  ListTargetsByRuleCommandOutput,
} from '@aws-sdk/client-eventbridge';
import type { Operation } from '../../../operation.ts';
import { busOf } from '../bus-name.ts';
import { BUS_NAME, RULE_NAME } from '../constraints.ts';
import { pageOf } from '../page.ts';
import { toTarget } from '../reply.ts';
import { rulePermission } from '../rule-arn.ts';
import { eventBridgeOf } from '../store.ts';

type Output = Omit<ListTargetsByRuleCommandOutput, '$metadata'>;

export const listTargetsByRule: Operation<ListTargetsByRuleCommandInput, Output> = {
  name: 'ListTargetsByRule',
  constraints: { Rule: RULE_NAME, EventBusName: BUS_NAME, Limit: { range: [1, 100] } },
  permissions: (call, { EventBusName, Rule }) => rulePermission(call, EventBusName, Rule),
  run(world, call, { Rule = '', EventBusName, ...paging }) {
    const rule = eventBridgeOf(world).rule(busOf(call, EventBusName), Rule);
    const { items, NextToken } = pageOf([...rule.targets.values()], paging);
    return { Targets: items.map((target) => toTarget(target.settings)), NextToken };
  },
};
