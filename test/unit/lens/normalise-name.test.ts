import { test } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseName } from '../../../src/lens/normalise-name.ts';
import { anyCharacter } from '../../any-character.ts';

describe('normaliseName', () => {
  it('writes a name as the importer does when it says that the name is taken', () => {
    expect(normaliseName(' AWS Operational\tReadiness\n Review')).toBe('awsoperationalreadinessreview');
  });

  test.prop([fc.string({ unit: anyCharacter })])('is stable: a normalised name stays as it is', (name) => {
    expect(normaliseName(normaliseName(name))).toBe(normaliseName(name));
  });

  test.prop([fc.array(fc.stringMatching(/^[A-Za-z0-9]{1,8}$/))])('ignores white space and case', (words) => {
    expect(normaliseName(words.join(' ').toUpperCase())).toBe(normaliseName(words.join('')));
  });
});
