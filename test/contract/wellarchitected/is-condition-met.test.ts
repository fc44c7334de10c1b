import type { ChoiceStatus } from '@aws-sdk/client-wellarchitected';
import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { isConditionMet } from '../../../src/emulator/services/wellarchitected/is-condition-met.ts';
import { evaluateQuestion } from '../../../src/lens/evaluate.ts';

const IDS = ['one', 'two', 'three', 'none_no'];

const { expression } = fc.letrec<{ expression: string; nested: string }>((tie) => ({
  expression: fc.oneof({ maxDepth: 6 }, fc.constantFrom(...IDS), tie('nested')),
  nested: fc.oneof(
    fc
      .tuple(tie('expression'), fc.constantFrom('&&', '||', ' && ', '\n||\t'), tie('expression'))
      .map((parts) => parts.join('')),
    tie('expression').map((inner) => `( ${inner} )`),
    tie('expression').map((inner) => `!${inner}`),
  ),
}));

const isMet = (condition: string, statuses: Record<string, ChoiceStatus>) =>
  isConditionMet(condition, (id) => statuses[id] ?? 'UNSELECTED');
const all = (status: ChoiceStatus) => Object.fromEntries(IDS.map((id) => [id, status]));

describe('the condition of a risk rule', () => {
  test.prop([expression, fc.subarray(IDS, { minLength: 1 })])(
    'is met by the answers for which validation offline says so',
    (condition, selected) => {
      const choices = IDS.map((id) => ({ id, title: id }));
      const offline = evaluateQuestion({ choices, riskRules: [{ condition, risk: 'HIGH_RISK' }] }, selected);

      const met = isConditionMet(condition, (id) => (selected.includes(id) ? 'SELECTED' : 'UNSELECTED'));

      expect(met ? 'HIGH_RISK' : 'NONE').toBe(offline.risk);
    },
  );

  it('is met by every answer when it is the word default', () => {
    expect(isMet(' default ', {})).toBe(true);
  });

  it.each<[string, boolean]>([
    ['one && two', true],
    ['three && one', false],
    ['one || two', false],
    ['three || (one && two)', true],
    ['(one || two) && none_no', false],
    ['one && !two', true],
    ['!(one)', true],
    ['one', true],
  ])(
    'takes choices one and two that do not apply as met in && and as not met in ||: %s',
    (condition, met) => {
      expect(isMet(condition, { one: 'NOT_APPLICABLE', two: 'NOT_APPLICABLE' })).toBe(met);
    },
  );

  test.prop([fc.integer({ min: 1, max: 50_000 })], { numRuns: 5 })(
    'may be nested as deep as a lens has room for',
    (depth) => {
      const condition = `${'!('.repeat(2 * depth)}one${')'.repeat(2 * depth)}`;

      expect([isMet(condition, all('SELECTED')), isMet(condition, all('UNSELECTED'))]).toEqual([true, false]);
    },
  );
});
