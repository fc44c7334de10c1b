import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { normaliseName } from '../../../src/lens/normalise-name.ts';
import { readLens } from '../../../src/lens/read-lens.ts';

const folder = join(import.meta.dirname, '../../../examples/lenses');
const files = readdirSync(folder).filter((file) => file.endsWith('.json'));

describe('the example lenses', () => {
  it.each(files)('%s is valid without a warning', (file) => {
    expect(readLens(readFileSync(join(folder, file)))).toMatchObject({ valid: true, findings: [] });
  });

  it.each(files)('%s links only to places that exist for everybody', (file) => {
    const links = readFileSync(join(folder, file), 'utf8').match(/https?:\/\/[^/"]+/g) ?? [];

    expect(new Set(['https://docs.aws.amazon.com', 'https://example.com', ...links]).size).toBe(2);
  });

  it('can live in one account: no two have the same name', () => {
    const names = files.map((file) => {
      const reading = readLens(readFileSync(join(folder, file)));
      return normaliseName(reading.valid ? reading.document.name : file);
    });

    expect(new Set(names).size).toBe(files.length);
  });
});
