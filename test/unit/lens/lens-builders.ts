import fc from 'fast-check';
import type { Choice, LensDocument, Pillar, Question } from '../../../src/lens/document.ts';
import { anyCharacter } from '../../any-character.ts';

export function aChoice(overrides: Partial<Choice> = {}): Choice {
  return {
    id: 'mfa',
    title: 'Use multi-factor authentication',
    improvementPlan: { displayText: 'Turn it on' },
    ...overrides,
  };
}

export function aQuestion(overrides: Partial<Question> = {}): Question {
  return {
    id: 'sign_in',
    title: 'How do people sign in?',
    choices: [aChoice(), { id: 'sign_in_no', title: 'None of these' }],
    riskRules: [
      { condition: 'mfa', risk: 'NO_RISK' },
      { condition: 'default', risk: 'HIGH_RISK' },
    ],
    ...overrides,
  };
}

export function aPillar(overrides: Partial<Pillar> = {}): Pillar {
  return { id: 'security', name: 'Security', questions: [aQuestion()], ...overrides };
}

export function aLens(overrides: Partial<LensDocument> = {}): LensDocument {
  return {
    schemaVersion: '2021-11-01',
    name: 'Sign-in baseline',
    description: 'How people get in',
    pillars: [aPillar()],
    ...overrides,
  };
}

export function bytesOf(value: unknown): Uint8Array {
  return new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value, null, 2));
}

const title = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9 \-_.,:/()@!&#+'?]{0,40}$/);
const displayText = fc
  .string({ unit: anyCharacter, minLength: 1, maxLength: 40 })
  .map((text) => `About ${text}`);
const url = fc.stringMatching(/^https:\/\/example\.com\/[a-z]{0,10}$/);
const resource = fc.record({ displayText, url }, { requiredKeys: ['displayText'] });
const ids = (longest: number) =>
  fc.uniqueArray(fc.stringMatching(/^[A-Za-z0-9_]{3,12}$/), { minLength: 1, maxLength: longest });

const choice = (id: string): fc.Arbitrary<Choice> =>
  fc.record(
    {
      id: fc.constant(id),
      title,
      helpfulResource: resource,
      improvementPlan: resource,
      additionalResources: fc.uniqueArray(
        fc.record({
          type: fc.constantFrom('HELPFUL_RESOURCE' as const, 'IMPROVEMENT_PLAN' as const),
          content: fc.array(resource, { minLength: 1, maxLength: 5 }),
        }),
        { minLength: 1, maxLength: 2, selector: ({ type }) => type },
      ),
    },
    { requiredKeys: ['id', 'title', 'improvementPlan'] },
  );

const question = (id: string): fc.Arbitrary<Question> =>
  ids(4).chain((choiceIds) =>
    fc.record(
      {
        id: fc.constant(id),
        title,
        description: title,
        helpfulResource: resource,
        choices: fc.tuple(...choiceIds.map(choice)),
        riskRules: fc.constantFrom(
          [{ condition: 'default', risk: 'HIGH_RISK' as const }],
          [
            { condition: choiceIds.join(' && '), risk: 'NO_RISK' as const },
            { condition: 'default', risk: 'MEDIUM_RISK' as const },
          ],
        ),
      },
      { requiredKeys: ['id', 'title', 'choices', 'riskRules'] },
    ),
  );

/** Valid lenses of any content; question ids are unique in the lens because each begins with its pillar's id. */
export const anyLens: fc.Arbitrary<LensDocument> = ids(3).chain((pillarIds) =>
  fc.record({
    schemaVersion: fc.constant('2021-11-01' as const),
    name: title,
    description: title,
    pillars: fc.tuple(
      ...pillarIds.map((id, index) =>
        ids(3).chain((questionIds) =>
          fc.record({
            id: fc.constant(id),
            name: title,
            questions: fc.tuple(...questionIds.map((questionId) => question(`p${index}_${questionId}`))),
          }),
        ),
      ),
    ),
  }),
);
