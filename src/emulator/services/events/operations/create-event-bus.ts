import type { CreateEventBusCommandInput, CreateEventBusCommandOutput } from '@aws-sdk/client-eventbridge';
import type { Operation } from '../../../operation.ts';
import { busArnOf, busOf } from '../bus-name.ts';
import { eventBridgeOf } from '../store.ts';

type Output = Omit<CreateEventBusCommandOutput, '$metadata'>;

export const createEventBus: Operation<CreateEventBusCommandInput, Output> = {
  name: 'CreateEventBus',
  constraints: { Name: { required: true, min: 1, max: 256, pattern: /^[/.\-_A-Za-z0-9]+$/ } },
  permissions: (call, { Name }) => [{ action: 'events:CreateEventBus', resource: busArnOf(call, Name) }],
  run(world, call, { Name, Description }) {
    const bus = eventBridgeOf(world).createBus(busOf(call, Name), Description);
    return { EventBusArn: bus.arn, Description: bus.description };
  },
};
