import type { PutPermissionCommandInput, PutPermissionCommandOutput } from '@aws-sdk/client-eventbridge';
import type { Operation } from '../../../operation.ts';
import { busArnOf, busOf } from '../bus-name.ts';
import { addStatement } from '../bus-policy.ts';
import { BUS_NAME } from '../constraints.ts';
import { invalid } from '../errors.ts';
import { eventBridgeOf } from '../store.ts';

type Output = Omit<PutPermissionCommandOutput, '$metadata'>;

export const putPermission: Operation<PutPermissionCommandInput, Output> = {
  name: 'PutPermission',
  constraints: {
    EventBusName: BUS_NAME,
    Principal: { min: 1, max: 12, pattern: /^(\d{12}|\*)$/ },
    StatementId: { min: 1, max: 64, pattern: /^[a-zA-Z0-9-_]+$/ },
  },
  permissions: (call, { EventBusName }) => [
    { action: 'events:PutPermission', resource: busArnOf(call, EventBusName) },
  ],
  run(world, call, { EventBusName, Policy, Action, Principal, StatementId, Condition }) {
    const { arn } = eventBridgeOf(world).bus(busOf(call, EventBusName));
    if (Policy !== undefined) {
      world.iam.putResourcePolicy(arn, parsePolicy(Policy));
      return {};
    }
    if (!Action || !Principal || !StatementId) {
      throw invalid('Parameters Action, Principal and StatementId, or Policy, must be specified.');
    }
    addStatement(world.iam, arn, {
      Sid: StatementId,
      Effect: 'Allow',
      Principal: Principal === '*' ? '*' : { AWS: `arn:aws:iam::${Principal}:root` },
      Action,
      Resource: arn,
      ...(Condition && { Condition: { [Condition.Type ?? '']: { [Condition.Key ?? '']: Condition.Value } } }),
    });
    return {};
  },
};

function parsePolicy(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalid('Parameter Policy is not valid JSON.');
  }
}
