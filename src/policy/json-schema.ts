import * as z from 'zod/mini';
import { annotatePolicy } from './annotate-policy.ts';
import { policySchema } from './policy-schema.ts';

/**
 * The file `examples/lenskeeper.schema.json`: the JSON Schema of `lenskeeper.yaml`, which an editor uses to complete and
 * check the file. It uses draft 7, which editors support.
 */
export function policyJsonSchemaText(): string {
  const schema = z.toJSONSchema(policySchema, { io: 'input', target: 'draft-7' });
  annotatePolicy(schema);
  return `${JSON.stringify(schema, null, 2)}\n`;
}
