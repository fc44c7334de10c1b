import { describe, expect, it } from 'vitest';
import { readLens } from '../../../src/lens/read-lens.ts';
import { aLens } from './lens-builders.ts';

const rulesOf = (text: string) =>
  readLens(new TextEncoder().encode(text)).findings.map(
    ({ rule, line, column }) => `${rule} ${line}:${column}`,
  );

describe('a file that cannot be parsed as it is', () => {
  it('with a byte-order mark has its other mistakes found in the same go', () => {
    const text = `\ufeff${JSON.stringify({ ...aLens(), name: 'a;b' })}`;

    expect(rulesOf(text).map((rule) => rule.split(' ')[0])).toEqual([
      'byte-order-mark',
      'restricted-character',
    ]);
  });

  it('with bare NaN has every one of them and its other mistakes found, each at its place', () => {
    const text = JSON.stringify({ ...aLens(), name: 'a;b', description: 'NAN' }, undefined, 1)
      .replace('"NAN"', 'NaN')
      .replace('{', '{\n "more": -Infinity,');

    expect(rulesOf(text)).toEqual([
      'json-not-a-number 2:10',
      expect.stringMatching(/^json-not-a-number \d+:17$/),
      expect.stringMatching(/^unknown-key 2:/),
      expect.stringMatching(/^restricted-character /),
    ]);
  });

  it('stays invalid, and nothing of it is sent', () => {
    const text = JSON.stringify({ ...aLens(), description: 'NAN' }).replace('"NAN"', 'NaN');

    expect(readLens(new TextEncoder().encode(text)).valid).toBe(false);
  });
});
