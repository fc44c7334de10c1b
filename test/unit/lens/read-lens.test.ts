import { createHash } from 'node:crypto';
import { test } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digestOf } from '../../../src/lens/digest-of.ts';
import { readLens } from '../../../src/lens/read-lens.ts';
import { readLensYaml } from '../../../src/lens/yaml/read-lens-yaml.ts';
import { startProcessorTime } from '../../processor-time.ts';
import { aLens, anyLens, bytesOf } from './lens-builders.ts';

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

describe('readLens', () => {
  it('reads a valid lens with its digest and its text as it stands', () => {
    const text = JSON.stringify({ ...aLens(), _release: 'spring' }, null, 4);

    const reading = readLens(bytesOf(text));

    expect(reading).toEqual({
      valid: true,
      document: aLens(),
      digest: digestOf(aLens()),
      text,
      findings: [expect.objectContaining({ rule: 'unknown-key', severity: 'warning', path: '$._release' })],
    });
  });

  test.prop([anyLens])('takes every lens that keeps to the format, without an error', (lens) => {
    const reading = readLens(bytesOf(lens));

    expect(reading).toMatchObject({ valid: true, digest: digestOf(lens) });
    expect(reading.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  test.prop([fc.uint8Array({ maxLength: 200 })])('never throws for what is in a file', (bytes) => {
    expect(readLens(bytes)).toMatchObject({ valid: false, digest: sha256(bytes) });
  });

  it('refuses a file over 500,000 bytes before parsing it', () => {
    const bytes = bytesOf(`${'['.repeat(500_001)}`);

    const reading = readLens(bytes);

    expect(reading).toMatchObject({ valid: false, findings: [{ rule: 'lens-size', line: 1, column: 1 }] });
  });

  it('counts bytes, not characters, and takes exactly 500,000 of them', () => {
    const text = JSON.stringify(aLens());
    const fits = bytesOf(text + ' '.repeat(500_000 - bytesOf(text).length));

    expect(readLens(fits).valid).toBe(true);
    expect(readLens(bytesOf('"é"'.padEnd(499_999 + 1, ' '))).findings).toMatchObject([{ rule: 'lens-size' }]);
  });

  it('refuses a byte-order mark', () => {
    const reading = readLens(bytesOf(`\ufeff${JSON.stringify(aLens())}`));

    expect(reading).toMatchObject({ valid: false, findings: [{ rule: 'byte-order-mark' }] });
  });

  it('refuses bytes that are not UTF-8 and points at the first of them', () => {
    const bytes = Uint8Array.from([...bytesOf('{\n"ä": "'), 0xe9, ...bytesOf('t"}')]);

    const reading = readLens(bytes);

    expect(reading).toMatchObject({
      valid: false,
      name: undefined,
      digest: sha256(bytes),
      findings: [{ rule: 'not-utf-8', line: 2, column: 7 }],
    });
  });

  it('keeps the name of an invalid lens, and the digest of its bytes', () => {
    const bytes = bytesOf({ ...aLens(), pillars: [] });

    const reading = readLens(bytes);

    expect(reading).toMatchObject({ valid: false, name: 'Sign-in baseline', digest: sha256(bytes) });
  });

  it('warns of a repeated key with every place, and reads and sends the last value', () => {
    const text = JSON.stringify(aLens(), null, 2).replace('{', '{\n  "name": "First",\n  "name": "Second",');

    const reading = readLens(bytesOf(text));

    expect(reading).toMatchObject({
      valid: true,
      document: { name: 'Sign-in baseline' },
      findings: [
        {
          rule: 'json-duplicate-key',
          severity: 'warning',
          path: '$.name',
          line: 5,
          column: 3,
          message:
            'Cannot send every value of key "name": found it at line 2, column 3 and line 3, column 3 and again here, wanted it once; the last value is sent',
        },
      ],
    });
    expect(reading.valid && JSON.parse(reading.text)).toEqual(aLens());
  });

  test.prop([anyLens, fc.infiniteStream(fc.nat()), fc.constantFrom('json', 'yaml')])(
    'sends a lens with repeated keys as one without, which has the same digest and every unknown key',
    (lens, numbers, format) => {
      const kept = { ...lens, _kept: { more: [1, null] } };
      const text = JSON.stringify(kept).replace(/"(title|url|risk|displayText)":/g, (member, key) =>
        numbers.next().value % 3 === 0 ? `"${key}":["dropped"],"${key}":{"__proto__":1},${member}` : member,
      );

      const reading = format === 'json' ? readLens(bytesOf(text)) : readLensYaml(bytesOf(text));

      expect(reading).toMatchObject({ valid: true, digest: digestOf(lens) });
      const sent = reading.valid ? reading.text : '';
      expect(JSON.parse(sent)).toEqual(JSON.parse(text));
      const again = readLens(bytesOf(sent));
      expect(again).toMatchObject({ valid: true, digest: reading.digest, text: sent });
      expect(again.findings.map(({ rule }) => rule)).not.toContain('json-duplicate-key');
      expect(Object.keys(Object.prototype)).toEqual([]);
    },
  );

  it('takes __proto__ for a key like any other when it is repeated', () => {
    const text = JSON.stringify(aLens()).replace('{', '{"__proto__":{"name":"x"},"__proto__":{"name":"y"},');

    const reading = readLens(bytesOf(text));

    expect(reading).toMatchObject({ valid: true, document: { name: 'Sign-in baseline' } });
    expect(reading.valid && reading.text).toContain('"__proto__":{"name":"y"}');
  });

  it('refuses a lens that fits as it is but not as it is written anew', () => {
    const numbers = `[${'1e20,'.repeat(30_000)}1]`;
    const text = JSON.stringify(aLens()).replace('{', `{"_a":1,"_a":${numbers},`);

    expect(readLens(bytesOf(text)).findings).toContainEqual(expect.objectContaining({ rule: 'lens-size' }));
  });

  it.each([
    ['a list of numbers', `{"pillars":[${'1,'.repeat(240_000)}1]}`],
    ['an object of unknown keys', `{${Array.from({ length: 40_000 }, (_, i) => `"k${i}":1`).join(',')}}`],
    ['a title of symbols', JSON.stringify({ name: '☃%;'.repeat(80_000) })],
    ['nested lists', `{"pillars":[${'[[[]]],'.repeat(60_000)}1]}`],
  ])('stays quick and brief with hostile content: %s', (_, text) => {
    const processorTime = startProcessorTime();
    const reading = readLens(bytesOf(text));
    const elapsed = processorTime();

    expect(reading.valid).toBe(false);
    expect(reading.findings.length).toBeLessThanOrEqual(2000);
    expect(elapsed).toBeLessThan(3000);
  });
});
