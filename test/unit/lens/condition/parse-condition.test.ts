import { test } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCondition } from '../../../../src/lens/condition/parse-condition.ts';

describe('parseCondition', () => {
  it('groups && before ||, keeps a chain in one group, and notes where everything stands', () => {
    expect(parseCondition('a1 && b2 || !c3 || d4')).toEqual({
      valid: true,
      expression: {
        kind: 'or',
        parenthesised: false,
        start: 0,
        end: 21,
        operands: [
          {
            kind: 'and',
            parenthesised: false,
            start: 0,
            end: 8,
            operands: [
              { kind: 'choice', id: 'a1', start: 0, end: 2 },
              { kind: 'choice', id: 'b2', start: 6, end: 8 },
            ],
          },
          { kind: 'not', start: 12, end: 15, operand: { kind: 'choice', id: 'c3', start: 13, end: 15 } },
          { kind: 'choice', id: 'd4', start: 19, end: 21 },
        ],
      },
    });
  });

  it('takes default alone, with space around it', () => {
    expect(parseCondition(' default\n')).toEqual({
      valid: true,
      expression: { kind: 'default', start: 1, end: 8 },
    });
  });

  it.each([
    ['', 0, 'found the end, wanted the id of a choice'],
    ['mfa &&', 6, 'found the end, wanted the id of a choice'],
    ['&& mfa', 0, 'found "&&", wanted the id of a choice'],
    ['mfa & sso', 4, 'found "&", wanted && or || between two choices'],
    ['mfa AND sso', 4, 'found "AND", wanted && or || between two choices'],
    ['mfa sso', 4, 'found "sso", wanted && or || between two choices'],
    ['mfa !sso', 4, 'found "!", wanted && or || between two choices'],
    ['mfa && && sso', 7, 'found "&&", wanted the id of a choice'],
    ['(mfa || sso', 11, 'found the end, wanted &&, || or )'],
    ['(mfa || sso))', 12, 'found ")", wanted &&, || or the end'],
    ['()', 1, 'found ")", wanted the id of a choice'],
    ['sign-in', 4, 'found "-", wanted && or || between two choices'],
    ['mfa && "sso"', 7, 'found "\\"", wanted the id of a choice'],
    ['mfa ||\n 🙂', 8, 'found "🙂", wanted the id of a choice'],
    ['mfa == true', 4, 'found "=", wanted && or || between two choices'],
  ])('refuses %j at the place where it goes wrong', (text, column, message) => {
    expect(parseCondition(text)).toMatchObject({
      valid: false,
      column,
      message: `Cannot read condition: ${message}`,
    });
  });

  it.each([
    ['mfa & sso', 'Write && for &'],
    ['mfa and sso', 'Write && for and'],
    ['mfa or sso', 'Write || for or'],
    ['mfa, sso', 'Write || for ,'],
  ])('says for %j what the format has for it', (text, mend) => {
    expect(parseCondition(text)).toMatchObject({ valid: false, mend });
  });

  it.each(['('.repeat(250_000), '!'.repeat(499_000), `${'(a||'.repeat(100_000)}b`])(
    'refuses endless nesting without falling over it',
    (text) => {
      expect(parseCondition(text)).toMatchObject({
        valid: false,
        message: expect.stringContaining('100 levels of nesting'),
      });
    },
  );

  test.prop([
    fc.string({ unit: fc.constantFrom('a', 'b1', '&&', '||', '!', '(', ')', ' ', '&', '🙂', 'default') }),
  ])('never throws, and points into the text', (text) => {
    const reading = parseCondition(text);

    if (reading.valid) expect(reading.expression.end).toBeLessThanOrEqual(text.length);
    else expect(reading.column).toBeLessThanOrEqual(text.length);
  });
});
