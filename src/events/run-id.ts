import { createHash } from 'node:crypto';
import * as z from 'zod/mini';

const eventBridgeEvent = z.object({ id: z.string().check(z.regex(/^[A-Za-z0-9-]{1,64}$/)) });

/**
 * The id of the run that an event starts: the event's id and a hash of its content. A redelivered event is the same run,
 * because EventBridge repeats the whole event. A replay, or an event whose sender uses one id for many events, is a run of
 * its own: two runs never share request tokens, walks or answers. For an event without an id SQS repeats the id of the
 * message.
 */
export function runIdOf(event: unknown, messageId: string): string {
  const parsed = eventBridgeEvent.safeParse(event);
  if (!parsed.success) return messageId;
  const hash = createHash('sha256').update(JSON.stringify(event)).digest('hex').slice(0, 8);
  return `${parsed.data.id}-${hash}`;
}
