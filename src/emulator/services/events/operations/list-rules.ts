import type { ListRulesCommandInput, ListRulesCommandOutput } from '@aws-sdk/client-eventbridge';
import type { Operation } from '../../../operation.ts';
import { busOf } from '../bus-name.ts';
import { BUS_NAME } from '../constraints.ts';
import { pageOf } from '../page.ts';
import { toRule } from '../reply.ts';
import { rulePermission } from '../rule-arn.ts';
import { eventBridgeOf } from '../store.ts';

type Output = Omit<ListRulesCommandOutput, '$metadata'>;

export const listRules: Operation<ListRulesCommandInput, Output> = {
  name: 'ListRules',
  constraints: { EventBusName: BUS_NAME, Limit: { range: [1, 100] } },
  permissions: (call, { EventBusName }) => rulePermission(call, EventBusName, '*'),
  run(world, call, { EventBusName, NamePrefix = '', ...paging }) {
    const bus = eventBridgeOf(world).bus(busOf(call, EventBusName));
    const rules = [...bus.rules.values()].filter((rule) => rule.name.startsWith(NamePrefix));
    const { items, NextToken } = pageOf(rules, paging);
    return { Rules: items.map((rule) => toRule(rule, bus.name)), NextToken };
  },
};
