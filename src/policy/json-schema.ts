import * as z from 'zod/mini';
import { policySchema } from './policy-schema.ts';

/** The JSON Schema of `lenskeeper.yaml`, with which an editor completes and checks the file. Draft 7: editors know it. */
export function policyJsonSchema(): z.core.JSONSchema.BaseSchema {
  return z.toJSONSchema(policySchema, { io: 'input', target: 'draft-7' });
}

/** The file `examples/lenskeeper.schema.json`. */
export function policyJsonSchemaText(): string {
  return `${JSON.stringify(policyJsonSchema(), null, 2)}\n`;
}
