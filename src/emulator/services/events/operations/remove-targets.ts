import type { RemoveTargetsCommandInput, RemoveTargetsCommandOutput } from '@aws-sdk/client-eventbridge';
import type { Operation } from '../../../operation.ts';
import { busOf } from '../bus-name.ts';
import { RULE_NAME } from '../constraints.ts';
import { rulePermission } from '../rule-arn.ts';
import { eventBridgeOf } from '../store.ts';

type Output = Omit<RemoveTargetsCommandOutput, '$metadata'>;

export const removeTargets: Operation<RemoveTargetsCommandInput, Output> = {
  name: 'RemoveTargets',
  constraints: { Rule: RULE_NAME, Ids: { required: true, min: 1, max: 100 } },
  permissions: (call, { EventBusName, Rule }) => rulePermission(call, EventBusName, Rule),
  run(world, call, { Rule = '', EventBusName, Ids = [] }) {
    const absent = eventBridgeOf(world).removeTargets(busOf(call, EventBusName), Rule, Ids);
    return {
      FailedEntryCount: absent.length,
      FailedEntries: absent.map((TargetId) => ({
        TargetId,
        ErrorCode: 'ResourceNotFoundException',
        ErrorMessage: `Target ${TargetId} does not exist.`,
      })),
    };
  },
};
