import type {
  DescribeEventBusCommandInput,
  DescribeEventBusCommandOutput,
} from '@aws-sdk/client-eventbridge';
import type { Operation } from '../../../operation.ts';
import { busArnOf, busOf } from '../bus-name.ts';
import { BUS_NAME } from '../constraints.ts';
import { eventBridgeOf } from '../store.ts';

type Output = Omit<DescribeEventBusCommandOutput, '$metadata'>;

export const describeEventBus: Operation<DescribeEventBusCommandInput, Output> = {
  name: 'DescribeEventBus',
  constraints: { Name: BUS_NAME },
  permissions: (call, { Name }) => [{ action: 'events:DescribeEventBus', resource: busArnOf(call, Name) }],
  run(world, call, { Name }) {
    const bus = eventBridgeOf(world).bus(busOf(call, Name));
    const policy = world.iam.resourcePolicy(bus.arn);
    return {
      Name: bus.name,
      Arn: bus.arn,
      Description: bus.description,
      Policy: policy === undefined ? undefined : JSON.stringify(policy),
    };
  },
};
