import * as z from 'zod/mini';
import { policySchema } from './policy-schema.ts';
import type { KeyPath } from './yaml-source.ts';

type Schema = z.core.$ZodType;

/**
 * The keys that the map at a path of the policy may have. They are read from the schema itself: generating its JSON Schema
 * for this would add a tenth to the start-up work of a function.
 */
export function knownKeysAt(path: KeyPath): readonly string[] {
  return path
    .reduce<readonly Schema[]>(
      (schemas, step) => schemas.flatMap((schema) => childrenOf(schema, step)),
      readingsOf(policySchema),
    )
    .flatMap((schema) => (schema instanceof z.ZodMiniObject ? Object.keys(schema.shape) : []));
}

function childrenOf(schema: Schema, step: PropertyKey): readonly Schema[] {
  if (schema instanceof z.ZodMiniArray) {
    return typeof step === 'number' ? readingsOf(schema.def.element) : [];
  }
  if (schema instanceof z.ZodMiniObject && Object.hasOwn(schema.shape, step)) {
    const child = schema.shape[String(step)];
    return child === undefined ? [] : readingsOf(child);
  }
  return [];
}

/** The schemas inside wrappers, one for each alternative reading of a value. */
function readingsOf(schema: Schema): readonly Schema[] {
  if (schema instanceof z.ZodMiniUnion) {
    return schema.def.options.flatMap(readingsOf);
  }
  if (schema instanceof z.ZodMiniPipe) {
    return readingsOf(schema.def.in);
  }
  return schema instanceof z.ZodMiniOptional ||
    schema instanceof z.ZodMiniDefault ||
    schema instanceof z.ZodMiniPrefault
    ? readingsOf(schema.def.innerType)
    : [schema];
}
