import { writeFile } from 'node:fs/promises';
import { policyJsonSchemaText } from '../src/policy/json-schema.ts';

/**
 * Writes the JSON Schema that editors use to complete `lenskeeper.yaml`. Run it after a change of the policy's schema.
 */
await writeFile(new URL('../examples/lenskeeper.schema.json', import.meta.url), policyJsonSchemaText());
