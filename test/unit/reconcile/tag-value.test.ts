import { test as property } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tagValue } from '../../../src/reconcile/tag-value.ts';
import { anyCharacter } from '../../any-character.ts';

const TAG = /^[\p{L}\p{N} _.:/=+\-@]{0,256}$/u;
const anyKey = fc.oneof(
  fc.string({ unit: anyCharacter, maxLength: 1_100 }),
  fc.stringMatching(/^lenses\/[a-z0-9/._-]{1,40}\.json$/),
);

describe('tagValue', () => {
  it('keeps an ordinary key as it is, for people to read', () => {
    expect(tagValue('lenses/payments/cards_v2.json')).toBe('lenses/payments/cards_v2.json');
  });

  it.each([
    ['a character that no tag takes', 'lenses/a&b.json'],
    ['257 characters', 'x'.repeat(257)],
  ])('replaces a key of %s by its hash', (_, key) => {
    expect(tagValue(key)).toMatch(/^sha256:[0-9a-f]{64}$/);
  });

  property.prop([anyKey])('always fits a tag', (key) => {
    expect(tagValue(key)).toMatch(TAG);
  });

  property.prop([anyKey, anyKey])(
    'is the same for equal keys and differs for different keys',
    (left, right) => {
      expect(tagValue(left) === tagValue(right)).toBe(left === right);
    },
  );
});
