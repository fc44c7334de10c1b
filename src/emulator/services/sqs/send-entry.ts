import type { MessageAttributeValue } from '@aws-sdk/client-sqs';
import { md5, md5OfAttributes, parseMessageAttributes } from './message-attributes.ts';
import type { SqsStore } from './store.ts';

/** The members that SendMessage and an entry of SendMessageBatch have in common. */
interface SendEntry {
  readonly MessageBody: string | undefined;
  readonly DelaySeconds?: number | undefined;
  readonly MessageAttributes?: Record<string, MessageAttributeValue> | undefined;
  readonly MessageDeduplicationId?: string | undefined;
  readonly MessageGroupId?: string | undefined;
}

interface SentEntry {
  readonly MessageId: string;
  readonly MD5OfMessageBody: string;
  readonly MD5OfMessageAttributes: string | undefined;
  readonly SequenceNumber: string | undefined;
}

/** Sends one message by an API input. @throws the errors of the store's `send` */
export function sendEntry(store: SqsStore, queueArn: string, entry: SendEntry, senderId: string): SentEntry {
  const attributes = parseMessageAttributes(entry.MessageAttributes);
  const { MessageBody: body = '', DelaySeconds, MessageGroupId, MessageDeduplicationId } = entry;
  const { messageId, sequenceNumber } = store.send(queueArn, {
    body,
    attributes,
    senderId,
    ...(DelaySeconds === undefined ? {} : { delaySeconds: DelaySeconds }),
    ...(MessageGroupId === undefined ? {} : { messageGroupId: MessageGroupId }),
    ...(MessageDeduplicationId === undefined ? {} : { messageDeduplicationId: MessageDeduplicationId }),
  });
  return {
    MessageId: messageId,
    MD5OfMessageBody: md5(body),
    MD5OfMessageAttributes: md5OfAttributes(attributes),
    SequenceNumber: sequenceNumber,
  };
}
