import { createHash } from 'node:crypto';
import type { MessageAttributeValue } from '@aws-sdk/client-sqs';
import { invalidParameterValue } from './errors.ts';

/** A message attribute with a checked value: text for `String` and `Number`, bytes for `Binary`. */
interface MessageAttribute {
  readonly dataType: string;
  readonly value: string | Uint8Array;
}

export type MessageAttributes = ReadonlyMap<string, MessageAttribute>;

/**
 * Parses the attributes of a message.
 *
 * @throws InvalidParameterValue when there are more than 10, or when a type and its value do not match
 */
export function parseMessageAttributes(
  given: Readonly<Record<string, MessageAttributeValue>> | undefined,
): MessageAttributes {
  const entries = Object.entries(given ?? {});
  if (entries.length > 10) {
    throw invalidParameterValue(
      `Number of message attributes [${entries.length}] exceeds the allowed maximum [10].`,
    );
  }
  return new Map(entries.map(([name, value]) => [name, parseAttribute(name, value)]));
}

function parseAttribute(name: string, given: MessageAttributeValue): MessageAttribute {
  const { DataType: dataType = '' } = given;
  if (!/^(String|Number|Binary)(\.|$)/.test(dataType)) {
    throw invalidParameterValue(
      `The type of message (user) attribute '${name}' is invalid. You must use only the following supported type prefixes: Binary, Number, String.`,
    );
  }
  const value = dataType.startsWith('Binary') ? given.BinaryValue : given.StringValue;
  if (value === undefined || value.length === 0) {
    throw invalidParameterValue(
      `The message (user) attribute '${name}' must contain a non-empty message attribute value for message attribute type '${dataType}'.`,
    );
  }
  return { dataType, value };
}

/** Size in bytes: names, types and values count towards the size of a message. */
export function attributesSize(attributes: MessageAttributes): number {
  let bytes = 0;
  for (const [name, { dataType, value }] of attributes) {
    bytes += Buffer.byteLength(name) + Buffer.byteLength(dataType) + Buffer.byteLength(value);
  }
  return bytes;
}

/** The attributes that a receiver requests: names, `All`, `.*`, or a prefix such as `name.*`. */
export function selectAttributes(attributes: MessageAttributes, asked: readonly string[]): MessageAttributes {
  const isAsked = (name: string) =>
    asked.some(
      (pattern) =>
        pattern === 'All' ||
        pattern === '.*' ||
        pattern === name ||
        (pattern.endsWith('.*') && name.startsWith(pattern.slice(0, -2))),
    );
  return new Map([...attributes].filter(([name]) => isAsked(name)));
}

export function writeMessageAttributes(attributes: MessageAttributes): Record<string, MessageAttributeValue> {
  return Object.fromEntries(
    [...attributes].map(([name, { dataType, value }]) => [
      name,
      typeof value === 'string'
        ? { DataType: dataType, StringValue: value }
        : { DataType: dataType, BinaryValue: value },
    ]),
  );
}

export const md5 = (text: string) => createHash('md5').update(text).digest('hex');

/**
 * MD5 over the attributes sorted by name: each as length, name, length, type, one byte for the kind of value, length,
 * value; lengths are 4 bytes, big-endian. Source: SQS Developer Guide, "Calculating the MD5 message digest for
 * message attributes".
 *
 * @returns undefined when there are no attributes: the API leaves the member out
 */
export function md5OfAttributes(attributes: MessageAttributes): string | undefined {
  if (attributes.size === 0) return undefined;
  const hash = createHash('md5');
  const add = (part: string | Uint8Array) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(Buffer.byteLength(part));
    hash.update(length).update(part);
  };
  for (const [name, { dataType, value }] of [...attributes].sort(([a], [b]) => (a < b ? -1 : 1))) {
    add(name);
    add(dataType);
    hash.update(Buffer.of(typeof value === 'string' ? 1 : 2));
    add(value);
  }
  return hash.digest('hex');
}
