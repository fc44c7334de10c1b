import { createHash } from 'node:crypto';
import { test } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digestOf } from '../../../src/lens/digest-of.ts';
import { readLens } from '../../../src/lens/read-lens.ts';
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

  it('refuses a lens with a key that stands twice', () => {
    const text = JSON.stringify(aLens()).replace('{', '{"name":"Another",');

    expect(readLens(bytesOf(text))).toMatchObject({
      valid: false,
      findings: [{ rule: 'json-duplicate-key' }],
    });
  });

  it.each([
    ['a list of numbers', `{"pillars":[${'1,'.repeat(240_000)}1]}`],
    ['an object of unknown keys', `{${Array.from({ length: 40_000 }, (_, i) => `"k${i}":1`).join(',')}}`],
    ['a title of symbols', JSON.stringify({ name: '☃%;'.repeat(80_000) })],
    ['nested lists', `{"pillars":[${'[[[]]],'.repeat(60_000)}1]}`],
  ])('stays quick and brief with hostile content: %s', (_, text) => {
    const started = performance.now();
    const reading = readLens(bytesOf(text));
    const elapsed = performance.now() - started;

    expect(reading.valid).toBe(false);
    expect(reading.findings.length).toBeLessThanOrEqual(2000);
    expect(elapsed).toBeLessThan(3000);
  });
});
