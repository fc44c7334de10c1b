import type { MessageAttributes } from './message-attributes.ts';

/** A message as it is sent, checked. */
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

/** What identifies a message that was sent. */
export interface Sent {
  readonly messageId: string;
  /** FIFO queues only. */
  readonly sequenceNumber: string | undefined;
}

/** A message in a queue. Times are in milliseconds since the epoch. */
export interface Message extends NewMessage, Sent {
  readonly sentAt: number;
  /** When it came into this queue: for a dead letter that is when it was given up. */
  readonly enteredAt: number;
  /** The queue that gave the message up, in a dead-letter queue. */
  readonly deadLetterSourceArn: string | undefined;
  /** Made by the fault `duplicate`; a copy is not copied again. */
  readonly isCopy: boolean;
  /** Delayed or in flight until then. */
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
