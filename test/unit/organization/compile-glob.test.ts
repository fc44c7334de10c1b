import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { compileGlob } from '../../../src/organization/compile-glob.ts';
import { anyCharacter } from '../../any-character.ts';

/** Parts of globs, and what each matches. */
const PARTS: Record<string, RegExp> = {
  a: /^a$/,
  '.b': /^\.b$/,
  '*': /^.+$/,
  '?': /^.$/,
  'a*': /^a/,
  '*b': /b$/,
  '[ab]': /^[ab]$/,
  '[!a]': /^[^a]$/,
  '[a-b]*': /^[ab]/,
  '{a,b}': /^[ab]$/,
  '{a,{b,-}}*': /^[ab-]/,
  '\\*': /^\*$/,
};
const part = fc.string({ unit: fc.constantFrom('a', 'b', '-', '.', '*'), minLength: 1, maxLength: 3 });
const path = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => `/${parts.join('/')}`);
const globPart = fc.constantFrom('**', ...Object.keys(PARTS));
const glob = fc.array(globPart, { minLength: 1, maxLength: 4 }).map((parts) => `/${parts.join('/')}`);

describe('compileGlob', () => {
  it.each([
    ['a?c', 'a\u{1f600}c'],
    ['{a,b{c,d}}', 'bd'],
    ['{a}', '{a}'],
    ['{a,b', '{a,b'],
    ['a[', 'a['],
    ['[]', '[]'],
    ['\\*', '*'],
    ['a\\', 'a\\'],
    ['[\\]', '\\'],
    ['a+(b)', 'a+(b)'],
    ['!a', '!a'],
    ['', ''],
  ])('%j matches %j', (written, text) => {
    expect(compileGlob(written).test(text)).toBe(true);
  });

  it.each([
    ['*', 'a\nb/c', true],
    ['[!a]', '/', true],
    ['[z-a]', 'z', false],
    ['\\*', 'a', false],
    ['{a,b}', '{a,b}', false],
    ['!a', 'b', false],
  ])('without a separator %j against %j: %j', (written, text, expected) => {
    expect(compileGlob(written).test(text)).toBe(expected);
  });

  it.each([
    ['/*', '/', false],
    ['/[!a]', '//', false],
    ['/a**b', '/ax/b', false],
    ['/**/b/**', '/b', true],
    ['/**/b/**', '/a/b/c/d', true],
    ['/**/**', '/', true],
  ])('with a separator %j against %j: %j', (written, text, expected) => {
    expect(compileGlob(written, '/').test(text)).toBe(expected);
  });

  test.prop([glob, path])('matches a path part by part', (written, text) => {
    const expected = matchParts(written.split('/').slice(1), text.split('/').slice(1));

    expect(compileGlob(written, '/').test(text)).toBe(expected);
  });

  test.prop([fc.string({ unit: anyCharacter })])('accepts any text as a glob', (written) => {
    expect(compileGlob(written)).toBeInstanceOf(RegExp);
    expect(compileGlob(written, '/')).toBeInstanceOf(RegExp);
  });
});

/** What `**` means, said another way: each part of a glob against one part of the path, but `**` against any number. */
function matchParts(globParts: readonly string[], parts: readonly string[]): boolean {
  const [first, ...rest] = globParts;
  if (first === undefined) {
    return parts.length === 0;
  }
  if (first === '**') {
    return (
      parts.some((_, count) => matchParts(rest, parts.slice(count))) || rest.every((each) => each === '**')
    );
  }
  const [part, ...below] = parts;
  return part !== undefined && PARTS[first]!.test(part) && matchParts(rest, below);
}
