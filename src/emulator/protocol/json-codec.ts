import { JsonCodec } from '@smithy/core/protocols';
import type { NormalizedSchema } from '@smithy/core/schema';
import { AwsError } from '../operation.ts';
import { conform } from './conform.ts';

/** Timestamps are seconds since the epoch (format 7) unless a member's trait says otherwise, as in every AWS json protocol. */
const codec = new JsonCodec({
  timestampFormat: { useTrait: true, default: 7 },
  httpBindings: true,
  jsonName: true,
});

/**
 * Reads a JSON body by its schema.
 *
 * @throws AwsError SerializationException when it is not JSON or has wrong types
 */
export function readJson(schema: NormalizedSchema, body: Uint8Array): Record<string, unknown> {
  const text = new TextDecoder().decode(body);
  let read: unknown;
  try {
    read = codec.createDeserializer().readObject(schema, text === '' ? {} : JSON.parse(text));
  } catch (cause) {
    throw new AwsError('SerializationException', `Cannot read the body: ${String(cause)}`, {}, 400);
  }
  conform(schema, read);
  return isRecord(read) ? read : {};
}

/** Writes a value by its schema; members that the schema does not have are left out. */
export function writeJson(schema: NormalizedSchema, value: unknown): string {
  // An operation without output still replies with an object.
  if (!schema.isStructSchema()) return '{}';
  const serializer = codec.createSerializer();
  serializer.write(schema, value ?? {});
  return serializer.flush();
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
