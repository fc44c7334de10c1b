import type { NormalizedSchema } from '@smithy/core/schema';
import { AwsError } from '../operation.ts';

/**
 * Checks that a value has the types of its schema. The SDK's deserialisers trust the service; a server must not trust
 * its clients.
 *
 * @throws AwsError SerializationException, as AWS answers a body with wrong types
 */
export function conform(schema: NormalizedSchema, value: unknown, path = ''): void {
  if (value === undefined || value === null) return;
  if (schema.isStructSchema()) {
    if (!isRecord(value)) throw wrongType(path, 'an object', value);
    for (const [name, member] of schema.structIterator()) {
      if (Object.hasOwn(value, name)) conform(member, value[name], path === '' ? name : `${path}.${name}`);
    }
  } else if (schema.isListSchema()) {
    if (!Array.isArray(value)) throw wrongType(path, 'a list', value);
    for (const item of value) {
      if (item === null || item === undefined) throw wrongType(`${path}[]`, 'a value', item);
      conform(schema.getValueSchema(), item, `${path}[]`);
    }
  } else if (schema.isMapSchema()) {
    if (!isRecord(value)) throw wrongType(path, 'an object', value);
    for (const item of Object.values(value)) conform(schema.getValueSchema(), item, `${path}{}`);
  } else if (schema.isStringSchema()) {
    if (typeof value !== 'string') throw wrongType(path, 'a string', value);
  } else if (schema.isBooleanSchema()) {
    if (typeof value !== 'boolean') throw wrongType(path, 'a boolean', value);
  } else if (schema.isNumericSchema()) {
    if (typeof value !== 'number' || !Number.isFinite(value)) throw wrongType(path, 'a number', value);
  } else if (schema.isTimestampSchema()) {
    if (!(value instanceof Date) || Number.isNaN(value.getTime()))
      throw wrongType(path, 'a timestamp', value);
  } else if (schema.isBlobSchema()) {
    if (!(value instanceof Uint8Array)) throw wrongType(path, 'bytes', value);
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const wrongType = (path: string, wanted: string, value: unknown): AwsError =>
  new AwsError(
    'SerializationException',
    `Cannot read ${path === '' ? 'the body' : path}: found ${value === null ? 'null' : Array.isArray(value) ? 'a list' : typeof value}, expected ${wanted}`,
    {},
    400,
  );
