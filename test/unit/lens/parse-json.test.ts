import { test } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJson } from '../../../src/lens/json/parse-json.ts';

function parsed(text: string): unknown {
  const reading = parseJson(text);
  return reading.valid ? reading.value : reading.findings;
}

describe('parseJson', () => {
  test.prop([fc.jsonValue({ stringUnit: 'binary', maxDepth: 8 }), fc.constantFrom(undefined, 2, '\t')])(
    'agrees with JSON.parse on whatever JSON.stringify writes',
    (value, indent) => {
      const text = JSON.stringify(value, null, indent);

      expect(JSON.stringify(parsed(text))).toBe(JSON.stringify(JSON.parse(text)));
    },
  );

  test.prop([fc.string({ unit: fc.constantFrom(...'{}[]",:\\/ \n\tu0dE1-.eNtrufalsn#') })])(
    'takes nothing that JSON.parse refuses, and never throws',
    (text) => {
      if (!parseJson(text).valid) return;
      expect(() => JSON.parse(text)).not.toThrow();
    },
  );

  it.each([
    ['', 'json-syntax', 1, 1],
    ['{"a": }', 'json-syntax', 1, 7],
    ['{"a": NaN}', 'json-not-a-number', 1, 7],
    ['{"a":\n  -Infinity}', 'json-not-a-number', 2, 3],
    ['{"a": 1,}', 'json-trailing-comma', 1, 8],
    ['[1,\r\n 2,\r\n]', 'json-trailing-comma', 2, 3],
    ['{"a": 1 // why\n}', 'json-comment', 1, 9],
    ['/* lens */ {}', 'json-comment', 1, 1],
    ['{"a": "tab\there"}', 'json-control-character', 1, 11],
    ['{"a": "line\nbreak"}', 'json-control-character', 1, 12],
    ['{"a": "\\ud83d"}', 'json-lone-surrogate', 1, 8],
    ['{"a": "\\ude00\\ud83d"}', 'json-lone-surrogate', 1, 8],
    ['{"a": "\ud83d"}', 'json-lone-surrogate', 1, 8],
    ['{"a": "open}', 'json-syntax', 1, 7],
    ['{"a": "\\x"}', 'json-syntax', 1, 8],
    ["{'a': 1}", 'json-syntax', 1, 2],
    ['{"a" 1}', 'json-syntax', 1, 6],
    ['{"a": 1 "b": 2}', 'json-syntax', 1, 9],
    ['{"a": 01}', 'json-syntax', 1, 7],
    ['{"a": undefined}', 'json-syntax', 1, 7],
    ['{} {}', 'json-syntax', 1, 4],
    ['{"a": [1, 2}', 'json-syntax', 1, 12],
  ])('refuses %j as %s at line %i, column %i', (text, rule, line, column) => {
    const reading = parseJson(text);

    expect(reading).toMatchObject({ valid: false, findings: [{ rule, line, column, severity: 'error' }] });
  });

  it('names the path of the value that cannot be parsed', () => {
    const reading = parseJson('{"pillars": [{"questions": [{}, {"title": NaN}]}]}');

    expect(reading.findings).toMatchObject([{ path: '$.pillars[0].questions[1].title' }]);
  });

  it('warns of every repeated key at its last place, and keeps the last value', () => {
    const reading = parseJson('{\n"a": 1,\n"b": {"c": 1, "c": 2},\n"a": 3\n}');

    expect(reading).toMatchObject({
      valid: true,
      value: { a: 3, b: { c: 2 } },
      findings: [
        { rule: 'json-duplicate-key', severity: 'warning', path: '$.b.c', line: 3, column: 15 },
        { rule: 'json-duplicate-key', path: '$.a', line: 4, column: 1 },
      ],
    });
  });

  it('treats __proto__ as a key like any other', () => {
    const value = parsed('{"__proto__": {"polluted": true}}');

    expect(Object.keys(value as object)).toEqual(['__proto__']);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect((value as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('refuses nesting bombs by depth, before the stack is at risk', () => {
    expect(parseJson('['.repeat(200_000)).findings).toMatchObject([{ rule: 'json-depth', column: 33 }]);
    expect(parseJson('{"a":'.repeat(50_000)).findings).toMatchObject([{ rule: 'json-depth' }]);
    expect(parseJson(`${'['.repeat(32)}${']'.repeat(32)}`).valid).toBe(true);
  });

  it('keeps findings small when a hostile key is huge and repeated', () => {
    const inner = Array.from({ length: 20_000 }, (_, index) => `"x${index % 5_000}":1`).join();

    const { findings } = parseJson(`{"${'k'.repeat(200_000)}": {${inner}}}`);

    expect(findings).toHaveLength(1000);
    expect(JSON.stringify(findings).length).toBeLessThan(1_000_000);
  });

  it('locates values, keys and characters behind escapes', () => {
    const reading = parseJson('{\n  "a": [1,\n    {"b": "x\\n\\u0041;"}]\n}');
    if (!reading.valid) throw new Error('The text is valid');

    expect(reading.positions.locate(['a', 0])).toEqual({ line: 2, column: 9 });
    expect(reading.positions.locate(['a', 1, 'b'])).toEqual({ line: 3, column: 11 });
    expect(reading.positions.locate(['a', 1, 'b'], { key: true })).toEqual({ line: 3, column: 6 });
    expect(reading.positions.locate(['a', 1, 'b'], { character: 3 })).toEqual({ line: 3, column: 21 });
    expect(reading.positions.locate(['a', 1, 'absent'])).toEqual({ line: 3, column: 5 });
  });
});
