import { test } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RiskRule } from '../../../../src/lens/document.ts';
import { evaluateQuestion } from '../../../../src/lens/evaluate.ts';
import type { Finding } from '../../../../src/lens/finding.ts';
import { readLens } from '../../../../src/lens/read-lens.ts';
import { aChoice, aLens, aPillar, aQuestion, bytesOf } from '../lens-builders.ts';

type Rules = Partial<Record<'no' | 'medium' | 'high', string>>;

const RISKS = { no: 'NO_RISK', medium: 'MEDIUM_RISK', high: 'HIGH_RISK' } as const;

/** What is found in a question with the choices `mfa`, `sso`, `vpn` and, unless told otherwise, `none_no`. */
function findingsFor(rules: Rules, choices = ['mfa', 'sso', 'vpn', 'none_no']): readonly Finding[] {
  const riskRules: RiskRule[] = Object.entries(rules).map(([risk, condition]) => ({
    condition,
    risk: RISKS[risk as keyof Rules],
  }));
  const question = aQuestion({ choices: choices.map((id) => aChoice({ id })), riskRules });
  return readLens(bytesOf(aLens({ pillars: [aPillar({ questions: [question] })] }))).findings;
}

const rulesFor = (rules: Rules, choices?: string[]) =>
  findingsFor(rules, choices).map(({ severity, rule }) => `${severity} ${rule}`);

const SOUND = { no: 'mfa && sso && vpn', medium: 'mfa', high: 'default' };

describe('the rules on risk rules', () => {
  it.each<[string, Rules]>([
    ['the least risky rule first, and a default', SOUND],
    ['a rule of parentheses and negations', { ...SOUND, medium: '(mfa || sso) && !none_no' }],
    ['a default that the other rules cover', { no: 'mfa || sso || vpn', medium: 'none_no', high: 'default' }],
    ['two of three', { ...SOUND, medium: '(mfa && sso) || (mfa && vpn) || (sso && vpn)' }],
  ])('find nothing in %s', (_, rules) => {
    expect(rulesFor(rules)).toEqual([]);
  });

  it.each<[string, Rules, string[]]>([
    ['a syntax error', { ...SOUND, medium: 'mfa &' }, ['error condition-syntax']],
    ['an unknown choice', { ...SOUND, medium: 'mfs' }, ['error condition-unknown-choice']],
    ['default among choices', { ...SOUND, medium: 'default || mfa' }, ['error condition-unknown-choice']],
    [
      'a contradiction',
      { ...SOUND, medium: '(sso || vpn) && !sso && !vpn' },
      ['warning rule-never-true', 'warning choice-repeated'],
    ],
    [
      'a rule after a wider one',
      { ...SOUND, no: 'mfa', medium: 'mfa && sso && vpn' },
      ['warning choice-without-effect', 'warning rule-hidden'],
    ],
    [
      'a rule after default',
      { high: 'default', no: 'mfa && sso && vpn' },
      ['warning risk-level-unreached', 'warning rule-hidden'],
    ],
    [
      'a rule for nothing ticked',
      { ...SOUND, medium: '!mfa && !sso && !vpn && !none_no' },
      ['warning rule-unanswered'],
    ],
    [
      'no way to be without risk',
      { medium: 'mfa && sso && vpn', high: 'default' },
      ['warning risk-level-unreached'],
    ],
    [
      'answers without a rule',
      { no: 'mfa && sso && vpn', high: 'none_no' },
      ['warning answers-fall-through'],
    ],
    [
      'no default where none is needed',
      { no: 'mfa', high: '!mfa' },
      ['warning choice-without-effect', 'warning default-rule-missing'],
    ],
    ['only a default', { high: 'default' }, ['warning default-only']],
    ['&& beside ||', { ...SOUND, medium: 'mfa && sso || vpn' }, ['warning operators-mixed']],
    [
      'a choice that no rule asks for',
      { no: 'mfa && sso', high: 'default' },
      ['warning choice-without-effect'],
    ],
    [
      'a choice that makes it worse',
      { no: 'mfa && !vpn', medium: 'mfa && sso', high: 'default' },
      ['warning choice-raises-risk'],
    ],
    ['a choice twice in a chain', { ...SOUND, no: 'mfa && sso && vpn && mfa' }, ['warning choice-repeated']],
    [
      'a choice again where it decides',
      { ...SOUND, medium: 'mfa || (mfa && sso)' },
      ['warning choice-repeated'],
    ],
    [
      'none of these asked for with another',
      { ...SOUND, medium: 'mfa && none_no' },
      ['warning none-with-others', 'warning none-with-others'],
    ],
    [
      'none of these that makes it better',
      { no: 'mfa && sso && vpn', medium: 'mfa || none_no', high: 'default' },
      ['warning none-with-others'],
    ],
  ])('find %s', (_, rules, expected) => {
    expect(rulesFor(rules)).toEqual(expected);
  });

  /** Choices `a`, `b` and `c`, of which the last has the title. */
  const withLast = (title: string, rules: Rules) => {
    const riskRules = Object.entries(rules).map(([risk, condition]) => ({
      condition,
      risk: RISKS[risk as keyof Rules],
    }));
    const choices = [aChoice({ id: 'aaa' }), aChoice({ id: 'bbb' }), aChoice({ id: 'ccc', title })];
    return readLens(
      bytesOf(aLens({ pillars: [aPillar({ questions: [aQuestion({ choices, riskRules })] })] })),
    ).findings;
  };
  const INVERTED = { no: 'aaa && bbb && ccc', high: '(!aaa) || (!ccc)', medium: 'default' };

  it.each([
    'None of these',
    'None of the above',
    'None of above.',
    ' none',
    'None of these apply to us',
    'Neither of these',
  ])('find that the best risk needs %j beside all practices, with the example', (title) => {
    expect(withLast(title, INVERTED)).toContainEqual(
      expect.objectContaining({
        rule: 'best-risk-needs-none',
        severity: 'warning',
        path: '$.pillars[0].questions[0].riskRules[0].condition',
        message: expect.stringContaining('such as "aaa" with "bbb" with "ccc" give it'),
      }),
    );
  });

  it.each([
    ['a practice', 'No plaintext secrets', INVERTED],
    ['a practice that begins like it', 'None of the data leaves the Region', INVERTED],
    ['a question of bad practices', 'None of these', { no: 'ccc', high: 'default' }],
    ['none of these left out', 'None of these', { no: 'aaa && bbb && !ccc', high: 'default' }],
  ])('find no inverted risk in %s', (_, title, rules) => {
    expect(withLast(title, rules).map(({ rule }) => rule)).not.toContain('best-risk-needs-none');
  });

  it('find nothing wrong with none of these that no rule names, whatever its id', () => {
    expect(withLast('None of these', { no: 'aaa && bbb', high: 'default' })).toEqual([]);
  });

  const condition = fc
    .letrec((tie) => ({
      group: fc.oneof(
        { maxDepth: 3 },
        fc.constantFrom('aaa', 'bbb', 'ccc', '!aaa', '!bbb', '!ccc'),
        fc
          .tuple(tie('group'), fc.constantFrom('&&', '||'), tie('group'))
          .map(([a, and, b]) => `(${a} ${and} ${b})`),
      ),
    }))
    .group.map(String);

  test.prop([condition, condition, fc.boolean()])(
    'warn wherever all practices are rated worse than fewer of them, or than none of these',
    (no, medium, hasNone) => {
      const rules = { no, medium, high: 'default' };
      const question = {
        choices: ['aaa', 'bbb', 'ccc'].map((id) => aChoice({ id })),
        riskRules: Object.entries(rules).map(([risk, text]) => ({
          condition: text,
          risk: RISKS[risk as keyof Rules],
        })),
      };
      const riskOf = (...ticked: string[]) =>
        ['NO_RISK', 'MEDIUM_RISK', 'HIGH_RISK'].indexOf(evaluateQuestion(question, ticked).risk);
      const practices = hasNone ? ['aaa', 'bbb'] : ['aaa', 'bbb', 'ccc'];
      const others = [...practices.map((id) => [id]), ...(hasNone ? [['ccc']] : [])];
      fc.pre(others.some((other) => riskOf(...practices) > riskOf(...other)));

      const found = withLast(hasNone ? 'None of these' : 'A practice', rules).map(({ rule }) => rule);

      expect(
        found.filter((rule) =>
          ['choice-raises-risk', 'none-with-others', 'best-risk-needs-none'].includes(rule),
        ),
      ).not.toEqual([]);
    },
  );

  it('find that one choice alone cannot tell answers apart', () => {
    expect(rulesFor({ no: 'mfa', high: 'default' }, ['mfa'])).toEqual(['warning risk-level-unreached']);
  });

  it('point at the character of a syntax error in the file', () => {
    const [finding] = findingsFor({ ...SOUND, medium: 'mfa AND sso' });

    expect(finding).toMatchObject({
      path: '$.pillars[0].questions[0].riskRules[1].condition',
      column: '              "condition": "mfa AND sso"'.indexOf('AND') + 1,
      message: 'Cannot read condition: found "AND", wanted && or || between two choices',
      mend: 'Write && for AND',
    });
  });

  it('name the nearest known choice, and the place of the unknown one', () => {
    const [finding] = findingsFor({ ...SOUND, medium: 'mfa || ssp' });

    expect(finding).toMatchObject({
      column: '              "condition": "mfa || ssp"'.indexOf('ssp') + 1,
      message: 'Cannot evaluate a risk rule: found choice "ssp", wanted the id of a choice of this question',
      mend: 'Write "sso" if that is meant',
    });
  });

  it('write out how mixed operators are read', () => {
    expect(findingsFor({ ...SOUND, medium: 'mfa && sso || vpn' })[0]!.mend).toBe(
      'Write "(mfa && sso) || vpn" if && is to bind tighter',
    );
  });

  it.each<[string, Rules, string]>([
    [
      'falls through',
      { no: 'mfa && sso && vpn', high: 'none_no' },
      'found no rule for "mfa" alone and no default',
    ],
    [
      'is rated earlier',
      { no: 'mfa', medium: 'mfa && sso', high: 'default' },
      'such as "mfa" with "sso" by the rule for NO_RISK',
    ],
    [
      'gets riskier',
      { no: 'mfa && !vpn', medium: 'mfa && sso', high: 'default' },
      'found that "mfa" alone gives NO_RISK and with "vpn" HIGH_RISK',
    ],
    [
      'is the best there is',
      { medium: 'mfa && sso && vpn', high: 'default' },
      'found MEDIUM_RISK as the best that an answer gives, such as "mfa" with "sso" with "vpn"',
    ],
    [
      'gets better by none of these',
      { no: 'mfa && sso && vpn', medium: 'mfa || none_no', high: 'default' },
      'found that "sso" alone gives HIGH_RISK and with "none_no" MEDIUM_RISK',
    ],
  ])('show an answer that %s', (_, rules, example) => {
    expect(findingsFor(rules).map(({ message }) => message)).toContainEqual(expect.stringContaining(example));
  });

  it('say once what is true for several choices', () => {
    const idle = findingsFor({ no: 'mfa', high: 'default' });

    expect(idle).toMatchObject([
      {
        rule: 'choice-without-effect',
        path: '$.pillars[0].questions[0].choices[1].id',
        message: expect.stringContaining('by ticking "sso", "vpn":'),
      },
    ]);
  });
});
