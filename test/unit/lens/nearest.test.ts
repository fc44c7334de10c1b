import { describe, expect, it } from 'vitest';
import { nearest } from '../../../src/lens/nearest.ts';

describe('nearest', () => {
  const keys = ['review-owner', 'review-templates', 'notes', 'tags'];

  it.each([
    ['reviewowner', 'review-owner'],
    ['review-template', 'review-templates'],
    ['note', 'notes'],
    ['Tag', 'tags'],
  ])('takes %s for %s', (word, expected) => {
    expect(nearest(word, keys)).toBe(expected);
  });

  it('has no guess for a word that is like none of them', () => {
    expect(nearest('environment', ['notes', 'tags'])).toBeUndefined();
    expect(nearest('anything', [])).toBeUndefined();
  });
});
