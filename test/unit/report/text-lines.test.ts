import { test } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clipToWidth, displayWidth } from '../../../src/report/display-width.ts';
import { breakWords, fitLines } from '../../../src/report/text-lines.ts';

describe('fitLines', () => {
  it('breaks between words, and lets further lines stand under the text', () => {
    const text = fitLines([{ depth: 1, mark: '+', text: 'one two three four five' }], { columns: 20 });

    expect(text).toBe('  + one two three\n    four five');
  });

  it('breaks no line where nobody looks', () => {
    const text = 'word '.repeat(100).trim();

    expect(fitLines([{ text }])).toBe(text);
  });

  test.prop([fc.string({ unit: 'grapheme', maxLength: 80 }), fc.integer({ min: 16, max: 60 })])(
    'loses nothing but the spaces that it breaks at',
    (text, columns) => {
      const parts = breakWords(text, columns);

      expect(parts.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      expect(Math.max(...parts.map(displayWidth))).toBeLessThanOrEqual(columns);
    },
  );
});

describe('displayWidth', () => {
  it.each([
    ['lens', 4],
    ['設計', 4],
    ['e\u0301', 1],
    ['🔍', 2],
    ['👩‍💻', 2],
    ['가', 2],
    ['', 0],
  ])('of %j is %i', (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });

  test.prop([fc.string({ unit: 'grapheme', maxLength: 40 }), fc.integer({ min: 2, max: 20 })])(
    'is kept by a text that is cut to it',
    (text, columns) => {
      expect(displayWidth(clipToWidth(text, columns))).toBeLessThanOrEqual(columns);
    },
  );
});
