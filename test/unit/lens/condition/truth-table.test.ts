import { test } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { simplestOf } from '../../../../src/lens/condition/answer-set.ts';
import {
  answersLoweredBy,
  answersRaisedBy,
  tickingEffects,
} from '../../../../src/lens/condition/ticking-effect.ts';
import { riskTable } from '../../../../src/lens/condition/truth-table.ts';
import type { Question, Risk } from '../../../../src/lens/document.ts';
import { evaluateQuestion } from '../../../../src/lens/evaluate.ts';
import { aChoice, aQuestion } from '../lens-builders.ts';

const RISKS: readonly Risk[] = ['NO_RISK', 'MEDIUM_RISK', 'HIGH_RISK'];

const condition = (ids: readonly string[]) =>
  fc.letrec<{ any: string; leaf: string; not: string; pair: string }>((tie) => ({
    any: fc.oneof({ maxDepth: 4 }, tie('leaf'), tie('pair'), tie('not')),
    leaf: fc.constantFrom(...ids),
    not: fc.tuple(fc.boolean(), tie('any')).map(([tight, text]) => (tight ? `!(${text})` : `! ( ${text} )`)),
    pair: fc
      .tuple(tie('any'), fc.constantFrom('&&', '||', ' && ', '\n|| '), tie('any'), fc.boolean())
      .map(([left, operator, right, grouped]) =>
        grouped ? `(${left}${operator}${right})` : `${left}${operator}${right}`,
      ),
  })).any;

const anyQuestion: fc.Arbitrary<Question> = fc
  .integer({ min: 1, max: 8 })
  .map((count) => Array.from({ length: count }, (_, index) => `c${index}_${index % 3 === 2 ? 'no' : 'ok'}`))
  .chain((ids) =>
    fc
      .array(fc.oneof({ weight: 5, arbitrary: condition(ids) }, fc.constant('default')), {
        minLength: 1,
        maxLength: 3,
      })
      .map((conditions) =>
        aQuestion({
          choices: ids.map((id) => aChoice({ id })),
          riskRules: conditions.map((text, index) => ({ condition: text, risk: RISKS[index]! })),
        }),
      ),
  );

/** What JavaScript, which has the same operators, makes of the rules. */
function naively(
  { choices, riskRules }: Question,
  answer: number,
): { risk: string; rule: number | undefined } {
  if (answer === 0) return { risk: 'UNANSWERED', rule: undefined };
  const ids = choices.map(({ id }) => id);
  const ticks = ids.map((_, index) => Math.floor(answer / 2 ** index) % 2 === 1);
  const rule = riskRules.findIndex(
    ({ condition: text }) => text === 'default' || new Function(...ids, `return ${text}`)(...ticks),
  );
  return rule === -1 ? { risk: 'NONE', rule: undefined } : { risk: riskRules[rule]!.risk, rule };
}

const idsOf = ({ choices }: Question, answer: number) =>
  choices.map(({ id }) => id).filter((_, index) => (answer >> index) & 1);
const answersOf = ({ choices }: Question) =>
  Array.from({ length: 2 ** choices.length }, (_, answer) => answer);

describe('riskTable', () => {
  test.prop([anyQuestion], { numRuns: 60 })('agrees with a naive evaluator on all answers', (question) => {
    const table = riskTable(question)!;

    for (const answer of answersOf(question)) {
      const expected = naively(question, answer);
      expect({ risk: table.riskOf(answer), rule: table.ruleOf(answer) }).toEqual(expected);
      expect(evaluateQuestion(question, idsOf(question, answer))).toEqual(expected);
    }
  });

  test.prop([anyQuestion], { numRuns: 60 })('knows what ticking a choice does', (question) => {
    const table = riskTable(question)!;
    const rank = (answer: number) => RISKS.indexOf(table.riskOf(answer) as Risk);

    const effects = tickingEffects(table);

    for (const [choice, effect] of effects.entries()) {
      const steps = answersOf(question)
        .filter((answer) => answer !== 0 && ((answer >> choice) & 1) === 0)
        .map((answer) => ({ answer, from: rank(answer), to: rank(answer | (1 << choice)) }));
      const rated = steps.filter(({ from, to }) => from !== -1 && to !== -1);
      expect(effect.changes).toBe(steps.some(({ from, to }) => from !== to));
      const raised = rated.filter(({ from, to }) => to > from).map(({ answer }) => answer);
      const lowered = rated.filter(({ from, to }) => to < from).map(({ answer }) => answer);
      const simplest = (answers: number[]) =>
        answers.sort((a, b) => idsOf(question, a).length - idsOf(question, b).length || a - b)[0];
      expect(effect.raises).toBe(raised.length > 0);
      expect(effect.lowers).toBe(lowered.length > 0);
      expect(simplestOf(answersRaisedBy(choice, table))).toBe(simplest(raised));
      expect(simplestOf(answersLoweredBy(choice, table))).toBe(simplest(lowered));
    }
  });

  it('works out all 32,768 answers to 15 choices', () => {
    const choices = Array.from({ length: 15 }, (_, index) => aChoice({ id: `choice_${index}` }));
    const all = choices.map(({ id }) => id).join(' && ');
    const table = riskTable(
      aQuestion({
        choices,
        riskRules: [
          { condition: all, risk: 'NO_RISK' },
          { condition: 'choice_14 || choice_4', risk: 'MEDIUM_RISK' },
          { condition: 'default', risk: 'HIGH_RISK' },
        ],
      }),
    )!;

    const risks = Array.from({ length: 2 ** 15 }, (_, answer) => table.riskOf(answer));

    expect(risks.filter((risk) => risk === 'NO_RISK')).toHaveLength(1);
    expect(risks[2 ** 15 - 1]).toBe('NO_RISK');
    expect(risks.filter((risk) => risk === 'HIGH_RISK')).toHaveLength(2 ** 13 - 1);
    expect(risks[0]).toBe('UNANSWERED');
  });

  it.each([
    ['a condition cannot be parsed', aQuestion({ riskRules: [{ condition: 'mfa &', risk: 'NO_RISK' }] })],
    ['a condition names another choice', aQuestion({ riskRules: [{ condition: 'sso', risk: 'NO_RISK' }] })],
    [
      'there are 16 choices',
      aQuestion({ choices: Array.from({ length: 16 }, (_, index) => aChoice({ id: `mfa${index}` })) }),
    ],
  ])('gives nothing when %s', (_, question) => {
    expect(riskTable(question)).toBeUndefined();
  });
});

describe('evaluateQuestion', () => {
  it('leaves nothing ticked unanswered, whatever the default says', () => {
    expect(evaluateQuestion(aQuestion(), [])).toEqual({ risk: 'UNANSWERED', rule: undefined });
    expect(evaluateQuestion(aQuestion(), ['unheard_of'])).toEqual({ risk: 'UNANSWERED', rule: undefined });
  });

  it('passes over a rule that cannot be read', () => {
    const question = aQuestion({
      riskRules: [
        { condition: 'mfa &', risk: 'NO_RISK' },
        { condition: 'default', risk: 'HIGH_RISK' },
      ],
    });

    expect(evaluateQuestion(question, ['mfa'])).toEqual({ risk: 'HIGH_RISK', rule: 1 });
  });
});
