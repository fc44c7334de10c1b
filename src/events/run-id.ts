import * as z from 'zod/mini';

const eventBridgeEvent = z.object({ id: z.string().check(z.regex(/^[A-Za-z0-9-]{1,64}$/)) });

/**
 * The id of the run that an event starts. A redelivered event is the same run: EventBridge repeats the event's id, while
 * SQS repeats the message's id for events that have none.
 */
export function runIdOf(event: unknown, messageId: string): string {
  const parsed = eventBridgeEvent.safeParse(event);
  return parsed.success ? parsed.data.id : messageId;
}
