import { test } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printable } from '../../../src/report/printable.ts';
import { anyCharacter } from '../../any-character.ts';

/** What moves the cursor, breaks the line or turns the reading direction of a terminal. */
const HARMFUL = /[\p{Cc}\p{Bidi_Control}\u2028\u2029]/u;

const harmful = fc.constantFrom(
  ...['\0', '\t', '\n', '\r', '\u001b', '\u007f', '\u0085', '\u009b'],
  ...['\u061c', '\u200e', '\u200f', '\u202a', '\u202e', '\u2066', '\u2069', '\u2028', '\u2029'],
);

const hostile = fc
  .array(fc.oneof(fc.string({ unit: anyCharacter, maxLength: 5 }), harmful), { maxLength: 20 })
  .map((parts) => parts.join(''));

describe('printable', () => {
  test.prop([hostile])('leaves nothing that a terminal acts on, whatever the text', (text) => {
    expect(printable(text)).not.toMatch(HARMFUL);
  });

  test.prop([fc.string({ unit: anyCharacter }).filter((text) => !HARMFUL.test(text))])(
    'leaves every other text as it is',
    (text) => {
      expect(printable(text)).toBe(text);
    },
  );

  test.prop([hostile])('changes nothing that it made printable before', (text) => {
    const once = printable(text);

    expect(printable(once)).toBe(once);
  });

  it('shows what was there as an escape', () => {
    expect(printable('a\u001b[2J\u202eb')).toBe('a\\u001b[2J\\u202eb');
  });
});
