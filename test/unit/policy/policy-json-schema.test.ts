import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { policyJsonSchemaText } from '../../../src/policy/json-schema.ts';
import { parsePolicy } from '../../../src/policy/parse-policy.ts';

function readExample(name: string): Promise<string> {
  return readFile(new URL(`../../../examples/${name}`, import.meta.url), 'utf8');
}

describe('the examples', () => {
  it('contain the current JSON Schema: run scripts/write-policy-schema.ts after a change', async () => {
    expect(await readExample('lenskeeper.schema.json')).toBe(policyJsonSchemaText());
  });

  it('contain a policy without findings', async () => {
    expect(parsePolicy(await readExample('lenskeeper.yaml'))).toMatchObject({ valid: true, findings: [] });
  });
});
