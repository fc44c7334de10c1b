import { eventBridgeOf } from '../../../emulator/services/events/store.ts';
import { sqsOf } from '../../../emulator/services/sqs/store.ts';
import type { Stack } from '../../../emulator/stack/stack.ts';
import type { World } from '../../../emulator/world.ts';
import { JourneyLog } from './journey-log.ts';

/** Follows the events of a world and the functions of its stacks until `stop` is called. */
export function watchJourneys(
  world: World,
  stacks: readonly Stack[],
): { readonly journeys: JourneyLog; stop(): void } {
  const journeys = new JourneyLog(() => world.clock.now());
  const ends = [
    eventBridgeOf(world).onDelivery((report) => journeys.delivered(report)),
    sqsOf(world).onActivity((activity) => journeys.arrived(activity)),
    world.calls.onCall((call) => journeys.called(call)),
    ...stacks.flatMap((stack) => [
      stack.on('invocation', (invocation) => journeys.invoked(invocation)),
      stack.on('log', (line) => journeys.logged(line)),
    ]),
  ];
  return {
    journeys,
    stop() {
      for (const end of ends) end();
    },
  };
}
