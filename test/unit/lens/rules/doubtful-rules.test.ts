import { describe, expect, it } from 'vitest';
import { readLens } from '../../../../src/lens/read-lens.ts';
import { aChoice, aLens, aPillar, aQuestion, bytesOf } from '../lens-builders.ts';

const rulesIn = (question: Parameters<typeof aQuestion>[0]) =>
  readLens(bytesOf(aLens({ pillars: [aPillar({ questions: [aQuestion(question)] })] }))).findings.map(
    ({ rule }) => rule,
  );

describe('a question', () => {
  it('with a second default has a rule that nothing reaches', () => {
    const choices = [aChoice({ id: 'one' }), aChoice({ id: 'two', title: 'Another' })];
    const riskRules = [
      { condition: 'one && two', risk: 'NO_RISK' as const },
      { condition: 'default', risk: 'MEDIUM_RISK' as const },
      { condition: 'default', risk: 'HIGH_RISK' as const },
    ];

    expect(rulesIn({ choices, riskRules })).toContain('rule-hidden');
  });

  it('with a link that is no address is told of it', () => {
    const helpfulResource = { displayText: 'Read', url: 'https://exa mple.com/' };

    expect(rulesIn({ helpfulResource })).toContain('url-malformed');
  });
});
