import { test } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/lens/finding.ts';
import { parseJson } from '../../../src/lens/json/parse-json.ts';
import { validateLens } from '../../../src/lens/validate-lens.ts';
import { aChoice, aLens, anyLens, aPillar, aQuestion } from './lens-builders.ts';

function findingsIn(lens: unknown): Finding[] {
  const reading = parseJson(JSON.stringify(lens, null, 2));
  if (!reading.valid) throw new Error('JSON.stringify writes valid JSON');
  return validateLens(reading.value, reading.positions);
}

function rulesIn(lens: unknown): string[] {
  return findingsIn(lens).map(({ rule, severity }) => `${severity} ${rule}`);
}

const withQuestion = (overrides: object) =>
  aLens({ pillars: [aPillar({ questions: [{ ...aQuestion(), ...overrides }] })] });
const withChoice = (overrides: object) =>
  withQuestion({
    choices: [
      { ...aChoice(), ...overrides },
      { id: 'sign_in_no', title: 'None of these' },
    ],
  });
const many = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, i) => make(i));

describe('validateLens', () => {
  it('finds nothing in a lens that keeps to the format', () => {
    expect(findingsIn(aLens())).toEqual([]);
  });

  it.each<[string, unknown, string[]]>([
    ['no object', ['lens'], ['error wrong-type']],
    ['another schema', { ...aLens(), schemaVersion: '2022-01-01' }, ['error schema-version-value']],
    ['no name', { ...aLens(), name: undefined }, ['error missing-member']],
    ['a null name', { ...aLens(), name: null }, ['error missing-member']],
    ['a blank name', { ...aLens(), name: '  ' }, ['error blank-text']],
    ['a number for a name', { ...aLens(), name: 7 }, ['error wrong-type']],
    ['a text for pillars', { ...aLens(), pillars: 'many' }, ['error wrong-type']],
    ['a text for a pillar', { ...aLens(), pillars: ['security'] }, ['error wrong-type']],
    ['no description', { ...aLens(), description: undefined }, ['error missing-member']],
    ['a name of 129', { ...aLens(), name: 'x'.repeat(129) }, ['error name-length']],
    ['a description of 2049', { ...aLens(), description: 'x'.repeat(2049) }, ['error description-length']],
    ['no pillars', { ...aLens(), pillars: [] }, ['error pillar-count']],
    [
      '11 pillars',
      {
        ...aLens(),
        pillars: many(11, (i) =>
          aPillar({ id: `pillar${i}`, questions: [aQuestion({ id: `question${i}` })] }),
        ),
      },
      ['error pillar-count'],
    ],
    [
      '21 questions',
      aLens({ pillars: [aPillar({ questions: many(21, (i) => aQuestion({ id: `question${i}` })) })] }),
      ['error question-count'],
    ],
    [
      '16 choices',
      withQuestion({
        choices: many(16, (i) => aChoice({ id: `choice${i}` })),
        riskRules: [{ condition: 'default', risk: 'NO_RISK' }],
      }),
      ['error choice-count'],
    ],
    ['a short id', aLens({ pillars: [aPillar({ id: 'ab' })] }), ['error id-length']],
    ['a long id', withQuestion({ id: 'x'.repeat(129) }), ['error id-length']],
    ['a hyphen in an id', withQuestion({ id: 'sign-in' }), ['error id-characters']],
    [
      'a pillar id of 65',
      aLens({ pillars: [aPillar({ id: 'x'.repeat(65) })] }),
      ['warning id-too-long-to-answer'],
    ],
    [
      'a choice id of 65',
      withQuestion({
        choices: [aChoice({ id: 'x'.repeat(65) }), { id: 'sign_in_no', title: 'None of these' }],
        riskRules: [
          { condition: 'x'.repeat(65), risk: 'NO_RISK' },
          { condition: 'default', risk: 'HIGH_RISK' },
        ],
      }),
      ['warning id-too-long-to-answer'],
    ],
    ['a question id of 65', withQuestion({ id: 'x'.repeat(65) }), []],
    [
      'one pillar id twice',
      aLens({ pillars: [aPillar(), aPillar({ questions: [aQuestion({ id: 'other' })] })] }),
      ['error id-unique'],
    ],
    [
      'one question id in two pillars',
      aLens({ pillars: [aPillar(), aPillar({ id: 'cost' })] }),
      ['warning question-id-in-two-pillars'],
    ],
    [
      'one question id twice in a pillar and again in another',
      aLens({ pillars: [aPillar({ questions: [aQuestion(), aQuestion()] }), aPillar({ id: 'cost' })] }),
      ['error id-unique', 'warning question-id-in-two-pillars'],
    ],
    [
      'ids that differ in case only',
      aLens({
        pillars: [
          aPillar(),
          aPillar({
            id: 'Security',
            questions: [
              aQuestion({
                id: 'Sign_In',
                choices: [aChoice(), aChoice({ id: 'MFA' })],
                riskRules: [
                  { condition: 'mfa && MFA', risk: 'NO_RISK' },
                  { condition: 'default', risk: 'HIGH_RISK' },
                ],
              }),
            ],
          }),
        ],
      }),
      ['warning id-case', 'warning id-case', 'warning id-case'],
    ],
    ['one choice id twice', withQuestion({ choices: [aChoice(), aChoice()] }), ['error id-unique']],
    ['a question title of 129', withQuestion({ title: 'x'.repeat(129) }), ['error title-length']],
    ['no choices', withQuestion({ choices: undefined }), ['error missing-member']],
    ['no risk rules', withQuestion({ riskRules: undefined }), ['error missing-member']],
    ['an empty list of risk rules', withQuestion({ riskRules: [] }), ['error risk-rule-count']],
    [
      'two rules of one risk',
      withQuestion({
        riskRules: [
          { condition: 'mfa', risk: 'NO_RISK' },
          { condition: 'default', risk: 'NO_RISK' },
        ],
      }),
      ['error risk-rule-unique'],
    ],
    [
      'a risk that does not exist',
      withQuestion({ riskRules: [{ condition: 'default', risk: 'LOW_RISK' }] }),
      ['error risk-value'],
    ],
    [
      'an empty condition',
      withQuestion({ riskRules: [{ condition: '', risk: 'NO_RISK' }] }),
      ['warning default-rule-missing', 'error condition-empty'],
    ],
    [
      'no default rule',
      withQuestion({ riskRules: [{ condition: 'mfa', risk: 'NO_RISK' }] }),
      ['warning answers-fall-through'],
    ],
    ['a null description', withQuestion({ description: null }), ['warning null-member']],
    [
      'a choice without improvement plan',
      withChoice({ improvementPlan: undefined }),
      ['error improvement-plan-missing'],
    ],
    [
      'an improvement plan without text',
      withChoice({ improvementPlan: { displayText: '' } }),
      ['error blank-text'],
    ],
    [
      'an improvement plan of white space',
      withChoice({ improvementPlan: { displayText: ' ' } }),
      ['warning resource-empty', 'error improvement-plan-missing'],
    ],
    [
      'a display text of 2049',
      withChoice({ helpfulResource: { displayText: 'x'.repeat(2049) } }),
      ['error display-text-length'],
    ],
    [
      'a url without text',
      withChoice({ helpfulResource: { url: 'https://example.com' } }),
      ['error display-text-missing'],
    ],
    [
      'a url of another scheme',
      withChoice({ helpfulResource: { displayText: 'See', url: 'ftp://example.com' } }),
      ['error url-scheme'],
    ],
    [
      'a script for a url',
      withChoice({ helpfulResource: { displayText: 'See', url: 'javascript:alert(1)' } }),
      ['error url-scheme'],
    ],
    ['an empty description of a question', withQuestion({ description: '' }), ['error blank-text']],
    ['a description of white space', withQuestion({ description: ' ' }), ['warning blank-text']],
    [
      'an empty helpful text of a question',
      withQuestion({ helpfulResource: { displayText: '' } }),
      ['error blank-text'],
    ],
    [
      'an empty text beside a url',
      withChoice({ helpfulResource: { displayText: '', url: 'https://example.com' } }),
      ['error blank-text'],
    ],
    [
      'an empty text in additional resources',
      withChoice({ additionalResources: [{ type: 'HELPFUL_RESOURCE', content: [{ displayText: '' }] }] }),
      ['error blank-text'],
    ],
    [
      'a helpful text of white space',
      withChoice({ helpfulResource: { displayText: ' ' } }),
      ['warning resource-empty'],
    ],
    ['an empty url', withChoice({ helpfulResource: { displayText: 'See', url: '' } }), ['warning url-empty']],
    ['an empty resource', withChoice({ helpfulResource: {} }), ['warning resource-empty']],
    [
      'a misspelt key',
      withChoice({ helpfulResource: { displayText: 'See', Url: 'https://example.com' } }),
      ['warning unknown-key'],
    ],
    ['the numbers of an export', { ...aLens(), number: 1 }, []],
    [
      'additional resources of an unknown type',
      withChoice({ additionalResources: [{ type: 'VIDEO', content: [{ displayText: 'See' }] }] }),
      ['error type-value'],
    ],
    [
      'one type of additional resources twice',
      withChoice({
        additionalResources: [
          { type: 'HELPFUL_RESOURCE', content: [{ displayText: 'See' }] },
          { type: 'HELPFUL_RESOURCE', content: [{ displayText: 'See' }] },
        ],
      }),
      ['error additional-resource-unique'],
    ],
    [
      'six additional resources',
      withChoice({
        additionalResources: [{ type: 'HELPFUL_RESOURCE', content: many(6, () => ({ displayText: 'See' })) }],
      }),
      ['error resource-count'],
    ],
  ])('judges %s', (_, lens, rules) => {
    expect(rulesIn(lens)).toEqual(rules);
  });

  it.each([
    ';',
    '%',
    '<',
    '>',
    '=',
    '*',
    '"',
    '[',
    ']',
    '$',
    '|',
    '~',
    '{',
    '}',
    '\\',
    '\t',
    '“',
    'é',
    '✓',
    '😀',
  ])('refuses %j in restricted texts and takes it in display texts', (character) => {
    const text = `A ${character} here`;

    const lens = aLens({
      name: text,
      description: text,
      pillars: [
        aPillar({
          name: text,
          questions: [
            aQuestion({
              title: text,
              description: text,
              helpfulResource: { displayText: text },
              choices: [
                aChoice({ title: text, improvementPlan: { displayText: text } }),
                { id: 'sign_in_no', title: 'None of these' },
              ],
            }),
          ],
        }),
      ],
    });

    expect(findingsIn(lens).map(({ path }) => path)).toEqual([
      '$.name',
      '$.description',
      '$.pillars[0].name',
      '$.pillars[0].questions[0].title',
      '$.pillars[0].questions[0].choices[0].title',
      '$.pillars[0].questions[0].description',
    ]);
  });

  it('takes every character that the importer takes', () => {
    expect(findingsIn(aLens({ description: "aZ09 \n\r-_.,:/()@!&#+'?\u2019" }))).toEqual([]);
  });

  it('points at a character, names it and says what to write for it', () => {
    const { name: _, ...rest } = aLens();

    const [finding] = findingsIn({ name: 'Cost; time', ...rest });

    expect(finding).toEqual({
      rule: 'restricted-character',
      severity: 'error',
      message:
        'Cannot import name of a lens: found ";" (U+003B), wanted letters, digits, spaces and - _ . , : / ( ) @ ! & # + \' ? only',
      mend: 'Write "," in its place',
      path: '$.name',
      line: 2,
      column: '  "name": "Cost; time"'.indexOf(';') + 1,
    });
  });

  it.each([
    ['é', 'restricted-letter', 'Write "e" in its place'],
    ['—', 'restricted-character', 'Write "-" in its place'],
    ['\u00a0', 'restricted-character', 'Write " " in its place'],
    ['語', 'restricted-letter', 'Remove it, or say it in words'],
  ])('offers what the importer takes for %j', (character, rule, mend) => {
    expect(findingsIn(aLens({ name: `A ${character}` }))).toMatchObject([{ rule, mend }]);
  });

  it('reports all findings at once, in the order of the file', () => {
    const lens = {
      ...aLens({ name: 'x'.repeat(129) }),
      pillars: [aPillar({ id: 'a-b', name: 'Cost; time', questions: [aQuestion({ title: '' })] })],
    };

    const findings = findingsIn(lens);

    expect(findings.map(({ rule }) => rule)).toEqual([
      'name-length',
      'id-characters',
      'restricted-character',
      'blank-text',
    ]);
    const lines = findings.map(({ line }) => line);
    expect(lines).toEqual([...lines].sort((a, b) => a - b));
  });

  it('points at the key of an unknown member and at the object that lacks one', () => {
    const findings = findingsIn({ Colour: 'blue', ...aLens(), name: undefined });

    expect(findings).toMatchObject([
      { rule: 'missing-member', path: '$.name', line: 1, column: 1 },
      { rule: 'unknown-key', path: '$.Colour', line: 2, column: 3 },
    ]);
  });

  it.each([
    ['Url', 'Write "url" if that is meant, or remove the key'],
    ['display_text', 'Remove the key'],
    ['owner', 'Remove the key'],
  ])('offers the nearest key that is not there yet for %j', (key, mend) => {
    const resource = { displayText: 'See', [key]: 'https://example.com' };

    expect(findingsIn(withChoice({ helpfulResource: resource }))).toMatchObject([
      { rule: 'unknown-key', severity: 'warning', mend: expect.stringMatching(`^${mend};`) },
    ]);
  });

  it('shows hidden characters of hostile text as escapes, and cuts what is long', () => {
    const [hidden] = findingsIn({ ...aLens(), '\u202egnp.exe\u0000': 1 });
    const [long] = findingsIn({ ...aLens(), ['k'.repeat(100_000)]: 1 });

    expect(hidden!.message).toContain('"\\u{202E}gnp.exe\\u0000"');
    expect(JSON.stringify(long).length).toBeLessThan(1000);
  });

  it('does not let many warnings hide an error', () => {
    const noise = Object.fromEntries(many(1500, (i) => [`key${i}`, 1]));

    const findings = findingsIn({ ...noise, ...aLens({ pillars: [] }) });

    expect(findings.filter(({ severity }) => severity === 'error')).toMatchObject([{ rule: 'pillar-count' }]);
    expect(findings).toHaveLength(1001);
  });

  test.prop([anyLens, fc.nat()])('points every finding at the thing it is about', (lens, seed) => {
    const text = JSON.stringify(lens, null, 2);
    const titles = [...text.matchAll(/"title": "/g)];
    const spoilt = titles[seed % titles.length]!;
    const offset = spoilt.index + spoilt[0].length;
    const reading = parseJson(`${text.slice(0, offset)};${text.slice(offset)}`);
    if (!reading.valid) throw new Error('The lens is valid JSON');

    const finding = validateLens(reading.value, reading.positions).find(
      ({ severity }) => severity === 'error',
    );

    const before = text.slice(0, offset).split('\n');
    expect(finding).toMatchObject({
      rule: 'restricted-character',
      line: before.length,
      column: before.at(-1)!.length + 1,
    });
  });
});
