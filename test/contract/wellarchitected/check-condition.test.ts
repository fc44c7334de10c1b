import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { checkCondition } from '../../../src/emulator/services/wellarchitected/importer/check-condition.ts';

const choices = new Set(['one', 'two', 'none_no']);

const { expression } = fc.letrec<{ expression: string; nested: string }>((tie) => ({
  expression: fc.oneof({ maxDepth: 5 }, fc.constantFrom(...choices), tie('nested')),
  nested: fc.oneof(
    fc
      .tuple(tie('expression'), fc.constantFrom('&&', '||', ' && ', '\n||\t'), tie('expression'))
      .map((parts) => parts.join('')),
    tie('expression').map((inner) => `( ${inner} )`),
    tie('expression').map((inner) => `!${inner}`),
  ),
}));

describe('the condition of a risk rule', () => {
  test.prop([expression])('may be any Boolean expression over the choices of its question', (condition) => {
    expect(checkCondition(condition, choices)).toBeUndefined();
  });

  test.prop([expression, expression])('needs an operator between two expressions', (left, right) => {
    expect(checkCondition(`${left} ${right}`, choices)).toBeDefined();
  });

  it('may be the word default, which is no choice of an expression', () => {
    expect(checkCondition(' default ', choices)).toBeUndefined();
    expect(checkCondition('default || one', choices)).toContain('default');
  });

  it.each(['', '&& one', 'one ||', 'one & two', 'one)', '()', '!', 'one == two'])(
    'may not be "%s"',
    (condition) => {
      expect(checkCondition(condition, choices)).toBeDefined();
    },
  );
});
