import { createHash } from 'node:crypto';
import * as z from 'zod/mini';

const eventBridgeEvent = z.object({ id: z.string().check(z.regex(/^[A-Za-z0-9-]{1,64}$/)) });

/**
 * The id of the run that an event starts: the event's id and a hash of all that it says. A redelivered event is the same
 * run, for EventBridge repeats the whole event. A replay, or an event whose sender gives one id to many, is a run of its
 * own: request tokens, walks and answers of two runs never mix. Of an event without an id SQS repeats the message's id.
 */
export function runIdOf(event: unknown, messageId: string): string {
  const parsed = eventBridgeEvent.safeParse(event);
  if (!parsed.success) return messageId;
  const hash = createHash('sha256').update(JSON.stringify(event)).digest('hex').slice(0, 8);
  return `${parsed.data.id}-${hash}`;
}
