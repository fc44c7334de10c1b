import type { MessageAttributes } from './message-attributes.ts';

/** A message to send, checked. */
export interface NewMessage {
  readonly body: string;
  readonly md5OfBody: string;
  readonly attributes: MessageAttributes;
  readonly senderId: string;
  /** Default: the delay of the queue. */
  readonly delayMs: number | undefined;
  readonly groupId: string | undefined;
  readonly deduplicationId: string | undefined;
}

/** The identifiers of a sent message. */
export interface Sent {
  readonly messageId: string;
  /** FIFO queues only. */
  readonly sequenceNumber: string | undefined;
}

/** A message in a queue. Times are in milliseconds since the epoch. */
export interface Message extends NewMessage, Sent {
  readonly sentAt: number;
  /** When the message entered this queue: for a dead letter, when it was moved to the dead-letter queue. */
  readonly enteredAt: number;
  /** In a dead-letter queue: the source queue of the message. */
  readonly deadLetterSourceArn: string | undefined;
  /** Whether the fault `duplicate` made the message; a copy is not copied again. */
  readonly isCopy: boolean;
  /** The message is delayed or in flight until this time. */
  visibleAt: number;
  receiptHandle: string | undefined;
  receivedAt: number;
  firstReceivedAt: number;
  receiveCount: number;
}

export function stateOf(
  { visibleAt, receiptHandle }: Message,
  now: number,
): 'visible' | 'inFlight' | 'delayed' {
  if (visibleAt <= now) return 'visible';
  return receiptHandle === undefined ? 'delayed' : 'inFlight';
}
