import type { ReceivedMessage } from '../../world.ts';
import type { Message } from './message.ts';
import type { MessageAttributes } from './message-attributes.ts';

/** A received message with the attributes that its sender gave it. */
export interface Delivery extends ReceivedMessage {
  readonly messageAttributes: MessageAttributes;
}

/** The form of a message for its receiver, at the time of the receive. */
export function describeDelivery(message: Message): Delivery {
  const optional = {
    SequenceNumber: message.sequenceNumber,
    MessageGroupId: message.groupId,
    MessageDeduplicationId: message.deduplicationId,
    DeadLetterQueueSourceArn: message.deadLetterSourceArn,
  };
  const attributes: Record<string, string> = {
    ApproximateReceiveCount: String(message.receiveCount),
    SentTimestamp: String(message.sentAt),
    SenderId: message.senderId,
    ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt),
  };
  for (const [name, value] of Object.entries(optional)) if (value !== undefined) attributes[name] = value;
  return {
    messageId: message.messageId,
    receiptHandle: message.receiptHandle ?? '',
    body: message.body,
    md5OfBody: message.md5OfBody,
    attributes,
    messageAttributes: message.attributes,
  };
}
