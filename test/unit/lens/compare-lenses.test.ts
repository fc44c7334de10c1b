import { test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { compareLenses } from '../../../src/lens/compare-lenses.ts';
import { digestOf } from '../../../src/lens/digest-of.ts';
import type { Question } from '../../../src/lens/document.ts';
import { aChoice, aLens, anyLens, aPillar, aQuestion } from './lens-builders.ts';

const lensWith = (...questions: Question[]) => aLens({ pillars: [aPillar({ questions })] });
const path = 'pillars/security/questions/sign_in';

describe('compareLenses', () => {
  test.prop([anyLens])('finds nothing to do between a lens and itself', (lens) => {
    expect(compareLenses(lens, structuredClone(lens))).toEqual({
      change: 'none',
      changes: [],
      lostAnswers: [],
    });
  });

  test.prop([anyLens, anyLens])(
    'says none exactly when the digests agree, and else lists a change',
    (a, b) => {
      const { change, changes } = compareLenses(a, b);

      expect(change === 'none').toBe(digestOf(a) === digestOf(b));
      expect(changes.length > 0).toBe(change !== 'none');
    },
  );

  it('takes texts and links for minor, and names each', () => {
    const wanted = aLens({
      name: 'Sign-in rules',
      pillars: [
        aPillar({
          name: 'Safety',
          questions: [
            aQuestion({
              description: 'Added',
              choices: [
                aChoice({ improvementPlan: { displayText: 'Turn it on', url: 'https://example.com' } }),
                { id: 'sign_in_no', title: 'None' },
              ],
            }),
          ],
        }),
      ],
    });

    expect(compareLenses(aLens(), wanted)).toEqual({
      change: 'minor',
      changes: [
        { kind: 'text', how: 'changed', path: 'name' },
        { kind: 'text', how: 'changed', path: 'pillars/security/name' },
        { kind: 'text', how: 'changed', path: `${path}/choices/mfa/improvementPlan` },
        { kind: 'text', how: 'changed', path: `${path}/choices/sign_in_no/title` },
        { kind: 'text', how: 'changed', path: `${path}/description` },
      ],
      lostAnswers: [],
    });
  });

  it('takes another order of choices and questions for minor', () => {
    const published = lensWith(aQuestion(), aQuestion({ id: 'other' }));
    const wanted = lensWith(
      aQuestion({ id: 'other' }),
      aQuestion({ choices: [...aQuestion().choices].reverse() }),
    );

    expect(compareLenses(published, wanted)).toEqual({
      change: 'minor',
      changes: [
        { kind: 'order', how: 'changed', path: 'pillars/security/questions' },
        { kind: 'order', how: 'changed', path: `${path}/choices` },
      ],
      lostAnswers: [],
    });
  });

  it('takes added and removed choices for major and says which answers are lost', () => {
    const wanted = lensWith(
      aQuestion({ choices: [aChoice({ id: 'passkey' }), { id: 'sign_in_no', title: 'None of these' }] }),
    );

    expect(compareLenses(aLens(), wanted)).toEqual({
      change: 'major',
      changes: [
        { kind: 'choice', how: 'removed', path: `${path}/choices/mfa` },
        { kind: 'choice', how: 'added', path: `${path}/choices/passkey` },
      ],
      lostAnswers: [{ questionId: 'sign_in', choiceId: 'mfa' }],
    });
  });

  it('takes added and removed questions for major; a removed one loses its answer whole', () => {
    expect(compareLenses(aLens(), lensWith(aQuestion({ id: 'login' })))).toEqual({
      change: 'major',
      changes: [
        { kind: 'question', how: 'added', path: 'pillars/security/questions/login' },
        { kind: 'question', how: 'removed', path },
      ],
      lostAnswers: [{ questionId: 'sign_in' }],
    });
  });

  it('follows a question to another pillar: major, but nothing is lost', () => {
    const wanted = aLens({
      pillars: [
        aPillar({ questions: [aQuestion({ id: 'other' })] }),
        aPillar({ id: 'access', questions: [aQuestion()] }),
      ],
    });

    expect(compareLenses(lensWith(aQuestion(), aQuestion({ id: 'other' })), wanted)).toEqual({
      change: 'major',
      changes: [
        { kind: 'pillar', how: 'added', path: 'pillars/access' },
        { kind: 'question', how: 'changed', path: 'pillars/access/questions/sign_in' },
      ],
      lostAnswers: [],
    });
  });

  it('takes a changed condition, an added rule and another order of rules for major', () => {
    const [first, last] = aQuestion().riskRules as [never, never];
    const changed = aQuestion({ riskRules: [{ condition: '!mfa', risk: 'NO_RISK' }, last] });
    const added = aQuestion({ riskRules: [first, { condition: '!mfa', risk: 'MEDIUM_RISK' }, last] });
    const turned = aQuestion({ riskRules: [last, first] });

    expect(compareLenses(aLens(), lensWith(changed))).toMatchObject({
      change: 'major',
      changes: [{ kind: 'rule', how: 'changed', path: `${path}/riskRules/NO_RISK` }],
    });
    expect(compareLenses(aLens(), lensWith(added))).toMatchObject({
      change: 'major',
      changes: [{ kind: 'rule', how: 'added', path: `${path}/riskRules/MEDIUM_RISK` }],
    });
    expect(compareLenses(aLens(), lensWith(turned))).toMatchObject({
      change: 'major',
      changes: [{ kind: 'rule', how: 'changed', path: `${path}/riskRules` }],
    });
  });

  it('takes mere white space in a condition for minor', () => {
    const [, last] = aQuestion().riskRules as [never, never];
    const respaced = aQuestion({ riskRules: [{ condition: ' mfa ', risk: 'NO_RISK' }, last] });

    expect(compareLenses(aLens(), lensWith(respaced)).change).toBe('minor');
  });
});
