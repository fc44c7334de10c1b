import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compareLenses } from '../../../src/lens/compare-lenses.ts';
import { toDocument } from '../../../src/lens/to-document.ts';

const folder = process.env.LENSKEEPER_LENSES ?? '';
const release = (name: string) =>
  toDocument(JSON.parse(readFileSync(join(folder, 'orr-history', `orr-${name}.json`), 'utf8')));

/** A lens that AWS published over four releases; it is read where it lies. */
describe.runIf(folder !== '')('a real history', () => {
  it('shows what a small release does to reviews', () => {
    const { change, lostAnswers, riskChanges, notes } = compareLenses(release('1.3.2'), release('1.3.3'));

    expect({ change, lostAnswers }).toEqual({ change: 'major', lostAnswers: [] });
    expect(riskChanges.map(({ sentence }) => sentence)).toEqual([
      'NO RISK becomes MEDIUM when only architecture_diagram and data_flow_diagram are chosen',
    ]);
    expect(notes.map(({ kind }) => kind)).toEqual(['name-changed']);
  });

  it('shows the answers that a large one loses', () => {
    const { lostAnswers, askedAnew } = compareLenses(release('1.3.5'), release('1.3.6'));

    expect(lostAnswers).toHaveLength(8);
    expect(askedAnew).toHaveLength(59);
  });
});
