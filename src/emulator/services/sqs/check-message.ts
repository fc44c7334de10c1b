import { createHash } from 'node:crypto';
import type { QueueMessage } from '../../world.ts';
import { invalidMessageContents, invalidParameterValue, missingParameter } from './errors.ts';
import type { NewMessage } from './message.ts';
import { attributesSize, type MessageAttributes, md5 } from './message-attributes.ts';
import type { QueueSettings } from './queue-attributes.ts';

interface GivenMessage extends QueueMessage {
  readonly attributes: MessageAttributes;
  readonly senderId: string;
}

/**
 * Group and deduplication ids: 1 to 128 alphanumeric or punctuation characters. Source: API reference of SendMessage.
 */
const ID = /^[a-zA-Z0-9!"#$%&'()*+,\-./:;<=>?@[\\\]^_`{|}~]{1,128}$/;

/**
 * Checks that a queue with these settings accepts a message, and adds the values that are derived from its content.
 *
 * @throws MissingParameter, InvalidParameterValue, InvalidMessageContents
 */
export function checkMessage(settings: QueueSettings, message: GivenMessage): NewMessage {
  const { body, attributes, senderId, delaySeconds, messageGroupId: groupId } = message;
  if (body === '') throw missingParameter('MessageBody');
  if (!hasOnlyValidCharacters(body)) throw invalidMessageContents();
  if (messageSize(body, attributes) > settings.maximumMessageSize) {
    throw invalidParameterValue(
      `One or more parameters are invalid. Reason: Message must be shorter than ${settings.maximumMessageSize} bytes.`,
    );
  }
  if (
    delaySeconds !== undefined &&
    !(Number.isInteger(delaySeconds) && delaySeconds >= 0 && delaySeconds <= 900)
  ) {
    throw invalidParameterValue(
      `Value ${delaySeconds} for parameter DelaySeconds is invalid. Reason: DelaySeconds must be >= 0 and <= 900.`,
    );
  }
  checkId('MessageGroupId', groupId);
  checkId('MessageDeduplicationId', message.messageDeduplicationId);
  if (settings.isFifo) {
    if (delaySeconds) throw notOfThisType('DelaySeconds', delaySeconds);
    if (groupId === undefined) throw missingParameter('MessageGroupId');
  } else if (message.messageDeduplicationId !== undefined) {
    throw notOfThisType('MessageDeduplicationId', message.messageDeduplicationId);
  }
  return {
    body,
    md5OfBody: md5(body),
    attributes,
    senderId,
    // A FIFO queue has only the delay of the queue.
    delayMs: delaySeconds === undefined || settings.isFifo ? undefined : delaySeconds * 1000,
    groupId,
    deduplicationId: settings.isFifo ? deduplicationIdOf(settings, message) : undefined,
  };
}

/** Size of the body and the attributes, in bytes. */
export function messageSize(body: string, attributes: MessageAttributes): number {
  return Buffer.byteLength(body) + attributesSize(attributes);
}

function deduplicationIdOf(settings: QueueSettings, { body, messageDeduplicationId }: QueueMessage): string {
  if (messageDeduplicationId !== undefined) return messageDeduplicationId;
  if (settings.contentBasedDeduplication) return createHash('sha256').update(body).digest('hex');
  throw invalidParameterValue(
    'The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly',
  );
}

function notOfThisType(parameter: string, value: string | number) {
  return invalidParameterValue(
    `Value ${value} for parameter ${parameter} is invalid. Reason: The request include parameter that is not valid for this queue type.`,
  );
}

function checkId(parameter: string, value: string | undefined): void {
  if (value === undefined || ID.test(value)) return;
  throw invalidParameterValue(
    `Value ${value} for parameter ${parameter} is invalid. Reason: ${parameter} can only include alphanumeric and punctuation characters. 1 to 128 in length.`,
  );
}

/** Source: API reference of SendMessage: #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF. */
function hasOnlyValidCharacters(body: string): boolean {
  return /^[\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]*$/u.test(body);
}
