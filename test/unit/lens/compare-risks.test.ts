import { test } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareLenses } from '../../../src/lens/compare-lenses.ts';
import type { LensDocument, Question, Risk } from '../../../src/lens/document.ts';
import { evaluateQuestion } from '../../../src/lens/evaluate.ts';
import { aChoice, aLens, aPillar } from './lens-builders.ts';

const RISKS = ['NO_RISK', 'MEDIUM_RISK', 'HIGH_RISK'] as const;

/** A question on lettered choices; the rules in the order NO, MEDIUM, HIGH. */
function lensOn(ids: readonly string[], ...conditions: readonly string[]): LensDocument {
  const question: Question = {
    id: 'backups',
    title: 'How are backups kept?',
    choices: ids.map((id) => aChoice({ id, title: `Choice ${id}` })),
    riskRules: conditions.flatMap((condition, index) =>
      condition === '' ? [] : [{ condition, risk: RISKS[index] as Risk }],
    ),
  };
  return aLens({ pillars: [aPillar({ questions: [question] })] });
}

const sentences = (before: LensDocument, after: LensDocument) =>
  compareLenses(before, after).riskChanges.map(({ sentence }) => sentence);

const LETTERS = ['aaa', 'bbb', 'ccc', 'ddd'];
const subsets = (ids: readonly string[]) =>
  ids.reduce<string[][]>((all, id) => all.flatMap((one) => [one, [...one, id]]), [[]]);
const condition = (ids: readonly string[]) =>
  fc
    .array(fc.tuple(fc.constantFrom(...ids), fc.boolean(), fc.constantFrom('&&', '||')), {
      minLength: 1,
      maxLength: 4,
    })
    .map((terms) =>
      terms.map(([id, not, join], i) => `${i === 0 ? '' : ` ${join} `}${not ? '!' : ''}${id}`).join(''),
    );
const anyQuestion = fc
  .shuffledSubarray(LETTERS, { minLength: 1 })
  .chain((ids) =>
    fc
      .tuple(condition(ids), condition(ids), fc.constantFrom('default', ''))
      .map((conditions) => lensOn(ids, ...conditions)),
  );

describe('the risks of the same answers', () => {
  it('are told by the smallest answer whose risk becomes another', () => {
    const before = lensOn(['aaa', 'bbb'], 'aaa && bbb', '', 'default');
    const after = lensOn(['aaa', 'bbb'], 'aaa && bbb', 'aaa', 'default');

    expect(compareLenses(before, after).riskChanges).toEqual([
      {
        questionId: 'backups',
        from: 'HIGH_RISK',
        to: 'MEDIUM_RISK',
        example: ['aaa'],
        answers: 1,
        sentence: 'HIGH becomes MEDIUM when only aaa is chosen',
      },
    ]);
  });

  it('change when a rule asks for a choice that no review has ticked yet', () => {
    const before = lensOn(['aaa', 'bbb'], 'aaa && bbb', '', 'default');
    const after = lensOn(['aaa', 'bbb', 'ccc'], 'aaa && bbb && ccc', '', 'default');

    expect(sentences(before, after)).toEqual(['NO RISK becomes HIGH when only aaa and bbb are chosen']);
  });

  it('change when a choice that counted is taken away, which is told apart', () => {
    const before = lensOn(['aaa', 'bbb', 'ccc'], 'aaa && bbb', '', 'default');
    const after = lensOn(['aaa', 'ccc'], 'aaa && ccc', '', 'default');

    expect(sentences(before, after)).toEqual([
      'HIGH becomes NO RISK when only aaa and ccc are chosen',
      'NO RISK becomes HIGH when only aaa and bbb are chosen, of which bbb is lost',
    ]);
  });

  it('may be no level at all, where no rule holds', () => {
    expect(sentences(lensOn(['aaa', 'bbb'], 'aaa', '', 'default'), lensOn(['aaa', 'bbb'], 'aaa'))).toEqual([
      'HIGH becomes no risk level when only bbb is chosen',
    ]);
  });

  it('stay when a rule says the same in other words: major all the same, with a note', () => {
    const before = lensOn(['aaa', 'bbb'], '!(aaa || bbb) || aaa', '', 'default');
    const after = lensOn(['aaa', 'bbb'], 'aaa || (!aaa && !bbb)', '', 'default');

    expect(compareLenses(before, after)).toMatchObject({
      change: 'major',
      riskChanges: [],
      notes: [{ kind: 'risks-kept', message: expect.stringContaining('"backups"') }],
    });
  });

  it('are left out, without a word on them, where a rule cannot be read', () => {
    const { change, riskChanges, notes } = compareLenses(
      lensOn(['aaa'], 'aaa', '', 'default'),
      lensOn(['aaa'], 'aaa &&', '', 'default'),
    );

    expect({ change, riskChanges, notes }).toEqual({ change: 'major', riskChanges: [], notes: [] });
  });

  test.prop([anyQuestion, anyQuestion])('are those that a rater of single answers finds', (a, b) => {
    const [old, current] = [a, b].map((lens) => lens.pillars[0]?.questions[0] as Question) as [
      Question,
      Question,
    ];
    const stays = (id: string) => current.choices.some((choice) => choice.id === id);
    const expected: Record<string, number> = {};
    for (const answer of subsets(old.choices.map(({ id }) => id))) {
      const kept = answer.filter(stays);
      const from = evaluateQuestion(old, answer).risk;
      const to = evaluateQuestion(current, kept).risk;
      if (kept.length === 0 || from === to) continue;
      const key = `${from} ${to} ${kept.length === answer.length}`;
      expected[key] = (expected[key] ?? 0) + 1;
    }

    const { riskChanges } = compareLenses(a, b);

    expect(
      Object.fromEntries(
        riskChanges.map(({ from, to, lost, answers }) => [`${from} ${to} ${lost === undefined}`, answers]),
      ),
    ).toEqual(expected);
    for (const { from, to, example } of riskChanges) {
      expect(evaluateQuestion(old, example).risk).toBe(from);
      expect(evaluateQuestion(current, example.filter(stays)).risk).toBe(to);
    }
  });

  it('are found in the largest legal lens, every rule of it changed', () => {
    const largest = (conditionOf: (ids: readonly string[]) => string) =>
      aLens({
        pillars: Array.from({ length: 10 }, (_, p) =>
          aPillar({
            id: `pillar_${p}`,
            questions: Array.from({ length: 20 }, (_, q) => {
              const ids = Array.from({ length: 15 }, (_, c) => `choice_${c}`);
              const [question] = lensOn(ids, conditionOf(ids), ids.join(' || ')).pillars[0]!.questions;
              return { ...question!, id: `question_${p}_${q}` };
            }),
          }),
        ),
      });
    const before = largest((ids) => ids.join(' && '));
    const after = largest((ids) => ids.slice(1).join(' && '));

    const { riskChanges } = compareLenses(before, after);

    expect(riskChanges).toHaveLength(200);
  });
});
