import { test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { compareLenses } from '../../../src/lens/compare-lenses.ts';
import { digestOf } from '../../../src/lens/digest-of.ts';
import type { LensDocument, Question } from '../../../src/lens/document.ts';
import { aChoice, aLens, anyLens, aPillar, aQuestion } from './lens-builders.ts';

const lensWith = (...questions: Question[]) => aLens({ pillars: [aPillar({ questions })] });
const path = 'pillars/security/questions/sign_in';
const NOTHING = { lostAnswers: [], askedAnew: [], riskChanges: [], notes: [] };
const other = aQuestion({ id: 'other', title: 'What else?' });

/** The same lens with the keys of every object in the opposite order. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, turned(member)]),
  );
}

describe('compareLenses', () => {
  test.prop([anyLens])('finds nothing between a lens and itself, whatever the order of keys', (lens) => {
    expect(compareLenses(lens, turned(lens) as LensDocument)).toEqual({
      change: 'none',
      changes: [],
      ...NOTHING,
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

  test.prop([anyLens, anyLens])('finds added from the one side what is removed from the other', (a, b) => {
    const there = compareLenses(a, b);
    const back = compareLenses(b, a);
    const paths = ({ changes }: typeof there, wanted: string) =>
      changes.flatMap(({ kind, how, path }) => (how === wanted ? [`${kind} ${path}`] : [])).sort();

    expect(paths(there, 'added')).toEqual(paths(back, 'removed'));
    expect(paths(there, 'removed')).toEqual(paths(back, 'added'));
    expect(there.change).toBe(back.change);
    const places = (list: typeof there.askedAnew) => list.map((place) => JSON.stringify(place)).sort();
    expect(places(there.askedAnew)).toEqual(places(back.lostAnswers));
  });

  it('takes texts and links for minor, and names each with what it was and is', () => {
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

    expect(compareLenses(aLens(), wanted)).toMatchObject({
      change: 'minor',
      changes: [
        { kind: 'text', how: 'changed', path: 'name', before: 'Sign-in baseline', after: 'Sign-in rules' },
        { kind: 'text', how: 'changed', path: 'pillars/security/name', before: 'Security', after: 'Safety' },
        { kind: 'text', how: 'added', path: `${path}/description`, after: 'Added' },
        {
          kind: 'text',
          how: 'added',
          path: `${path}/choices/mfa/improvementPlan/url`,
          after: 'https://example.com',
        },
        {
          kind: 'text',
          how: 'changed',
          path: `${path}/choices/sign_in_no/title`,
          before: 'None of these',
          after: 'None',
        },
      ],
      lostAnswers: [],
      askedAnew: [],
      riskChanges: [],
    });
  });

  it('warns of another name, which WA Tool refuses as an update', () => {
    const { notes } = compareLenses(aLens(), aLens({ name: 'Sign-in rules' }));

    expect(notes).toEqual([{ kind: 'name-changed', message: expect.stringContaining('"Sign-in rules"') }]);
    expect(compareLenses(aLens(), aLens({ name: 'sign-in Baseline' })).notes).toEqual([]);
  });

  it('matches additional resources by their link, so that an inserted one is the only change', () => {
    const resources = (...names: string[]) =>
      lensWith(
        aQuestion({
          choices: [
            aChoice({
              additionalResources: [
                {
                  type: 'HELPFUL_RESOURCE',
                  content: names.map((name) => ({ displayText: name, url: `https://example.com/${name}` })),
                },
              ],
            }),
            { id: 'sign_in_no', title: 'None of these' },
          ],
        }),
      );

    expect(compareLenses(resources('a', 'b'), resources('new', 'a', 'b')).changes).toEqual([
      {
        kind: 'text',
        how: 'added',
        path: `${path}/choices/mfa/additionalResources/HELPFUL_RESOURCE/1`,
        after: 'new https://example.com/new',
      },
    ]);
  });

  it('takes another order of choices and questions for minor', () => {
    const published = lensWith(aQuestion(), other);
    const wanted = lensWith(other, aQuestion({ choices: [...aQuestion().choices].reverse() }));

    expect(compareLenses(published, wanted)).toEqual({
      change: 'minor',
      changes: [
        {
          kind: 'order',
          how: 'changed',
          path: 'pillars/security/questions',
          before: 'sign_in, other',
          after: 'other, sign_in',
        },
        {
          kind: 'order',
          how: 'changed',
          path: `${path}/choices`,
          before: 'mfa, sign_in_no',
          after: 'sign_in_no, mfa',
        },
      ],
      ...NOTHING,
    });
  });

  it('takes added and removed choices for major: one answer is lost, one asked anew', () => {
    const wanted = lensWith(
      aQuestion({
        choices: [
          aChoice({ id: 'passkey', title: 'Use passkeys' }),
          { id: 'sign_in_no', title: 'None of these' },
        ],
        riskRules: [
          { condition: 'passkey', risk: 'NO_RISK' },
          { condition: 'default', risk: 'HIGH_RISK' },
        ],
      }),
    );

    expect(compareLenses(aLens(), wanted)).toMatchObject({
      change: 'major',
      changes: [
        { kind: 'choice', how: 'added', path: `${path}/choices/passkey`, after: 'Use passkeys' },
        {
          kind: 'choice',
          how: 'removed',
          path: `${path}/choices/mfa`,
          before: 'Use multi-factor authentication',
        },
        { kind: 'rule', how: 'changed', before: 'mfa', after: 'passkey' },
      ],
      lostAnswers: [{ questionId: 'sign_in', choiceId: 'mfa' }],
      askedAnew: [{ questionId: 'sign_in', choiceId: 'passkey' }],
      notes: [],
    });
  });

  it('takes added and removed questions for major; a removed one loses its answer whole', () => {
    const login = aQuestion({ id: 'login', title: 'How do machines sign in?' });

    expect(compareLenses(aLens(), lensWith(login))).toEqual({
      ...NOTHING,
      change: 'major',
      changes: [
        {
          kind: 'question',
          how: 'added',
          path: 'pillars/security/questions/login',
          after: 'How do machines sign in?',
        },
        { kind: 'question', how: 'removed', path, before: 'How do people sign in?' },
      ],
      lostAnswers: [{ questionId: 'sign_in' }],
      askedAnew: [{ questionId: 'login' }],
    });
  });

  it('names the questions of a pillar that is removed', () => {
    const wanted = aLens({ pillars: [aPillar({ id: 'cost', name: 'Cost', questions: [other] })] });

    expect(compareLenses(aLens(), wanted).changes.map(({ how, path }) => `${how} ${path}`)).toEqual([
      'added pillars/cost',
      'added pillars/cost/questions/other',
      'removed pillars/security',
      'removed pillars/security/questions/sign_in',
    ]);
  });

  it('follows a question to another pillar: major, but nothing is lost', () => {
    const wanted = aLens({
      pillars: [
        aPillar({ questions: [other] }),
        aPillar({ id: 'access', name: 'Access', questions: [aQuestion()] }),
      ],
    });

    expect(compareLenses(lensWith(aQuestion(), other), wanted)).toEqual({
      change: 'major',
      changes: [
        { kind: 'pillar', how: 'added', path: 'pillars/access', after: 'Access' },
        {
          kind: 'question',
          how: 'moved',
          path: 'pillars/access/questions/sign_in',
          before: 'security',
          after: 'access',
        },
      ],
      ...NOTHING,
    });
  });

  it('sees that a question with the same texts has a new id, and that its answers are lost for nothing', () => {
    expect(compareLenses(aLens(), lensWith(aQuestion({ id: 'login' })))).toEqual({
      change: 'major',
      changes: [
        {
          kind: 'question',
          how: 'renamed',
          path: 'pillars/security/questions/login',
          before: 'sign_in',
          after: 'login',
        },
      ],
      lostAnswers: [{ questionId: 'sign_in' }],
      askedAnew: [{ questionId: 'login' }],
      riskChanges: [],
      notes: [{ kind: 'ids-renamed', message: expect.stringContaining('keep the old id') }],
    });
  });

  it('sees that a choice with the same title has a new id', () => {
    const wanted = lensWith(
      aQuestion({
        choices: [aChoice({ id: 'second_factor' }), { id: 'sign_in_no', title: 'None of these' }],
      }),
    );

    expect(compareLenses(aLens(), wanted)).toMatchObject({
      changes: [
        {
          kind: 'choice',
          how: 'renamed',
          path: `${path}/choices/second_factor`,
          before: 'mfa',
          after: 'second_factor',
        },
      ],
      lostAnswers: [{ questionId: 'sign_in', choiceId: 'mfa' }],
      askedAnew: [{ questionId: 'sign_in', choiceId: 'second_factor' }],
    });
  });

  it('does not guess between two that look alike', () => {
    const twins = lensWith(aQuestion({ id: 'first' }), aQuestion({ id: 'second' }));

    expect(compareLenses(aLens(), twins).changes.map(({ how }) => how)).toEqual([
      'added',
      'added',
      'removed',
    ]);
  });

  it('sees that a pillar has a new id, whose questions stay where they are', () => {
    const wanted = aLens({ pillars: [aPillar({ id: 'sec' })] });

    expect(compareLenses(aLens(), wanted)).toEqual({
      change: 'major',
      changes: [{ kind: 'pillar', how: 'renamed', path: 'pillars/sec', before: 'security', after: 'sec' }],
      ...NOTHING,
    });
  });

  it('takes a changed condition, an added rule and another order of rules for major', () => {
    const [first, last] = aQuestion().riskRules as [never, never];
    const changed = aQuestion({ riskRules: [{ condition: '!mfa', risk: 'NO_RISK' }, last] });
    const added = aQuestion({ riskRules: [first, { condition: '!mfa', risk: 'MEDIUM_RISK' }, last] });
    const turnedRound = aQuestion({ riskRules: [last, first] });

    expect(compareLenses(aLens(), lensWith(changed))).toMatchObject({
      change: 'major',
      changes: [{ kind: 'rule', how: 'changed', path: `${path}/riskRules/NO_RISK` }],
    });
    expect(compareLenses(aLens(), lensWith(added))).toMatchObject({
      change: 'major',
      changes: [{ kind: 'rule', how: 'added', path: `${path}/riskRules/MEDIUM_RISK` }],
    });
    expect(compareLenses(aLens(), lensWith(turnedRound))).toMatchObject({
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

describe('titles that changed places', () => {
  it('are noted, for every answer then stands for the other choice', () => {
    const lensWith = (first: string, second: string) =>
      aLens({
        pillars: [
          aPillar({
            questions: [
              aQuestion({
                choices: [aChoice({ id: 'one', title: first }), aChoice({ id: 'two', title: second })],
                riskRules: [{ condition: 'one', risk: 'NO_RISK' }],
              }),
            ],
          }),
        ],
      });

    const { change, notes } = compareLenses(lensWith('Encrypted', 'Public'), lensWith('Public', 'Encrypted'));

    expect(change).toBe('minor');
    expect(notes).toEqual([{ kind: 'ids-swapped', message: expect.stringContaining('"one", "two"') }]);
  });

  describe('with one question id in two pillars', () => {
    const inPillars = (...ids: string[]) =>
      aLens({
        pillars: ids.map((id) => aPillar({ id, name: id, questions: [aQuestion({ title: `Of ${id}` })] })),
      });

    it('finds no change where nothing changes', () => {
      expect(compareLenses(inPillars('one', 'two'), inPillars('one', 'two')).change).toBe('none');
    });

    it('follows each question in its own pillar, and counts the answer of the removed one as lost', () => {
      const { changes, lostAnswers, askedAnew } = compareLenses(inPillars('one', 'two'), inPillars('two'));

      expect(changes.map(({ kind, how, path }) => `${kind} ${how} ${path}`)).toEqual([
        'pillar removed pillars/one',
        'question removed pillars/one/questions/sign_in',
      ]);
      expect(lostAnswers).toEqual([{ pillarId: 'one', questionId: 'sign_in' }]);
      expect(askedAnew).toEqual([]);
    });

    it('names the pillar of the question that is asked anew', () => {
      const { lostAnswers, askedAnew } = compareLenses(inPillars('two'), inPillars('one', 'two'));

      expect(lostAnswers).toEqual([]);
      expect(askedAnew).toEqual([{ pillarId: 'one', questionId: 'sign_in' }]);
    });

    it('still follows a question that moves to a third pillar', () => {
      const { changes, lostAnswers } = compareLenses(inPillars('one', 'two'), inPillars('one', 'three'));

      expect(changes).toContainEqual(
        expect.objectContaining({ how: 'moved', path: 'pillars/three/questions/sign_in' }),
      );
      expect(lostAnswers).toEqual([]);
    });

    it('names the pillar of a risk that changes', () => {
      const wanted = inPillars('one', 'two');
      const stricter = aQuestion({
        title: 'Of two',
        riskRules: [
          { condition: 'mfa && !sign_in_no', risk: 'NO_RISK' },
          { condition: 'default', risk: 'HIGH_RISK' },
        ],
      });
      const pillars = [wanted.pillars[0]!, { ...wanted.pillars[1]!, questions: [stricter] }];

      const { riskChanges } = compareLenses(wanted, { ...wanted, pillars });

      expect(riskChanges).toMatchObject([{ pillarId: 'two', questionId: 'sign_in' }]);
    });
  });
});
