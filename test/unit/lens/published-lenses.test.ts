import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { canonicalForm } from '../../../src/lens/canonical-form.ts';
import { parseExport } from '../../../src/lens/parse-export.ts';
import { readLens } from '../../../src/lens/read-lens.ts';

/** Lenses that others published, with the rules that the known-bad ones break; all others were imported by someone. */
const KNOWN_DEFECTS: Record<string, string[]> = {
  'emr-spark.json': ['json-not-a-number'],
  'ground-station.json': ['risk-rule-count', 'risk-value'],
  'mindforge.json': ['restricted-character', 'title-length'],
};

const folder = process.env.LENSKEEPER_LENSES;
const files = folder === undefined ? [] : globSync('**/*.json', { cwd: folder }).sort();

describe.skipIf(folder === undefined)('published lenses in the folder LENSKEEPER_LENSES', () => {
  it.for(files)('%s has exactly its known errors', (file) => {
    const reading = readLens(readFileSync(join(folder!, file)));

    const errors = reading.findings.filter(({ severity }) => severity === 'error').map(({ rule }) => rule);
    expect([...new Set(errors)].sort()).toEqual(KNOWN_DEFECTS[file] ?? []);
  });

  it.for(files.filter((file) => !(file in KNOWN_DEFECTS)))('%s survives its canonical form', (file) => {
    const reading = readLens(readFileSync(join(folder!, file)));

    expect(reading).toMatchObject({ valid: true });
    if (reading.valid) expect(parseExport(canonicalForm(reading.document))).toEqual(reading.document);
  });
});
