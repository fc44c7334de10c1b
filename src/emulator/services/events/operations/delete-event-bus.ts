import type { DeleteEventBusCommandInput, DeleteEventBusCommandOutput } from '@aws-sdk/client-eventbridge';
import type { Operation } from '../../../operation.ts';
import { busArnOf, busOf } from '../bus-name.ts';
import { eventBridgeOf } from '../store.ts';

type Output = Omit<DeleteEventBusCommandOutput, '$metadata'>;

export const deleteEventBus: Operation<DeleteEventBusCommandInput, Output> = {
  name: 'DeleteEventBus',
  constraints: { Name: { required: true, min: 1, max: 256, pattern: /^[/.\-_A-Za-z0-9]+$/ } },
  permissions: (call, { Name }) => [{ action: 'events:DeleteEventBus', resource: busArnOf(call, Name) }],
  run(world, call, { Name }) {
    eventBridgeOf(world).deleteBus(busOf(call, Name));
    return {};
  },
};
