import { stringify } from 'yaml';
import type { Choice, Question, RiskRule } from '../../../../src/lens/document.ts';
import { aChoice, aLens, aPillar, aQuestion } from '../lens-builders.ts';
import { jsonOf, type LensFile } from './lens-file.ts';

const lensOf = (...questions: Question[]) => aLens({ pillars: [aPillar({ questions })] });
const withQuestion = (overrides: object) => jsonOf(lensOf({ ...aQuestion(), ...overrides }));
const withChoice = (overrides: object) =>
  withQuestion({
    choices: [
      { ...aChoice(), ...overrides },
      { id: 'sign_in_no', title: 'None of these' },
    ],
  });
const withHelp = (helpfulResource: object) => withChoice({ helpfulResource });
const withUrl = (url: string) => withHelp({ displayText: 'See', url });
const withTitle = (title: string) => withQuestion({ title });
const withLens = (overrides: object) => jsonOf({ ...aLens(), ...overrides });
const json = (text: string): LensFile => ({ name: 'a.json', text });
/** The text of a sound lens with something in place of its name, which stands in double quotes. */
const inPlaceOfName = (text: string) =>
  json(JSON.stringify(aLens(), null, 2).replace('"Sign-in baseline"', text));
const yaml = (change: (text: string) => string): LensFile => ({
  name: 'a.yaml',
  text: change(stringify(aLens())),
});
const many = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => make(index));

type Rules = Partial<Record<'no' | 'medium' | 'high', string>>;
const RISKS = { no: 'NO_RISK', medium: 'MEDIUM_RISK', high: 'HIGH_RISK' } as const;

/** A question with the choices `mfa`, `sso`, `vpn` and others, and rules in the order in which they are given. */
function logic(
  rules: Rules,
  more: readonly Partial<Choice>[] = [{ id: 'none_no', title: 'None of these' }],
): LensFile {
  const riskRules = Object.entries(rules).map(
    ([risk, condition]): RiskRule => ({ condition, risk: RISKS[risk as keyof Rules] }),
  );
  const choices = [
    ...['mfa', 'sso', 'vpn'].map((id) => aChoice({ id, title: id })),
    ...more.map((one) => aChoice(one)),
  ];
  return withQuestion({ choices, riskRules });
}

const one = (rules: Rules, choice: Partial<Choice> = { id: 'mfa' }) =>
  withQuestion({
    choices: [aChoice(choice)],
    riskRules: Object.entries(rules).map(([risk, condition]) => ({
      condition,
      risk: RISKS[risk as keyof Rules],
    })),
  });
const syntax = (condition: string) => logic({ no: 'mfa && sso && vpn', medium: condition, high: 'default' });
const repeatedRisks = (...rules: [string, RiskRule['risk']][]) =>
  withQuestion({ riskRules: rules.map(([condition, risk]) => ({ condition, risk })) });
const none = [{ id: 'nothing', title: 'None of the above' }];
const key = 'A'.repeat(16);
const SECRETS = {
  'secret-access-key': `secret_access_key = ${'a1B2'.repeat(10)}`,
  'secret-private-key': `-----BEGIN ${'PRIVATE'} KEY-----`,
  'secret-token': `ghp_${'a1B2c3'.repeat(6)}`,
};
const secret = (text: string) => [
  withHelp({ displayText: text }),
  withHelp({ displayText: `${text} and ${text}` }),
  withHelp({ displayText: 'See', _old: { text } }),
];

/** Lens files that each have a finding of the rule, the kinds of it that need advice of their own. */
export const EXAMPLES: Readonly<Record<string, readonly LensFile[]>> = {
  'additional-resource-count': [
    withChoice({
      additionalResources: many(3, () => ({ type: 'HELPFUL_RESOURCE', content: [{ displayText: 'See' }] })),
    }),
  ],
  'additional-resource-unique': [2, 4].map((count) =>
    withChoice({
      additionalResources: many(2, () => ({
        type: 'HELPFUL_RESOURCE',
        content: many(count, () => ({ displayText: 'See' })),
      })),
    }),
  ),
  'answers-fall-through': [
    logic({ no: 'mfa && sso && vpn', high: 'none_no' }),
    logic({ high: 'none_no', medium: 'mfa', no: 'mfa && sso && vpn' }),
    logic({ medium: 'mfa', no: 'mfa && sso && vpn' }),
    logic({ no: 'mfa && sso && vpn' }),
  ],
  'best-risk-needs-none': [
    logic({ no: 'mfa && sso && vpn && none_no', high: 'default' }),
    logic({ no: 'mfa && sso && nothing', high: '!mfa || !nothing', medium: 'default' }, none),
    logic({ high: '!mfa || sso || !nothing', medium: '!mfa || !sso || nothing', no: 'mfa' }, none),
    logic({ no: '(mfa && nothing) || (sso && nothing)', high: 'default' }, none),
  ],
  'blank-text': [
    withLens({ name: '' }),
    withLens({ description: ' ' }),
    withTitle('\u00a0'),
    withQuestion({ description: '' }),
    withQuestion({ description: ' ' }),
    withChoice({ improvementPlan: { displayText: '' } }),
    withHelp({ displayText: '' }),
    withHelp({ displayText: '', url: 'https://example.com' }),
  ],
  'byte-order-mark': [json(`\ufeff${JSON.stringify(aLens())}`)],
  'choice-count': [
    withQuestion({ choices: [], riskRules: [{ condition: 'default', risk: 'NO_RISK' }] }),
    withQuestion({
      choices: many(17, (index) => aChoice({ id: `choice${index}` })),
      riskRules: [
        { condition: 'choice16', risk: 'NO_RISK' },
        { condition: 'default', risk: 'HIGH_RISK' },
      ],
    }),
  ],
  'choice-raises-risk': [logic({ no: 'mfa && !vpn', medium: 'mfa && sso', high: 'default' })],
  'choice-repeated': [
    logic({ no: 'mfa && sso && vpn && mfa', high: 'default' }),
    logic({ no: 'mfa && sso && vpn', medium: 'mfa || (mfa && sso)', high: 'default' }),
    logic({ no: 'mfa && (sso || mfa) && !(vpn && !mfa)', high: 'default' }),
  ],
  'choice-without-effect': [
    logic({ no: 'mfa', high: 'default' }),
    logic({ no: 'mfa && sso', high: 'default' }),
  ],
  'condition-empty': [repeatedRisks(['', 'NO_RISK'], ['default', 'HIGH_RISK'])],
  'condition-syntax': [
    'mfa AND sso AND vpn',
    'mfa and sso',
    'mfa, sso',
    'mfa & sso',
    'mfa | sso',
    'mfa sso',
    'mfa (sso)',
    'mfa = sso',
    'NOT mfa',
    'mfa && not (sso)',
    '~mfa',
    'mfa &&',
    'mfa && && sso',
    '|| mfa',
    'mfa &&& sso',
    '(mfa',
    '(mfa sso)',
    '(mfa; sso)',
    'mfa)',
    '()',
    '!',
    `${'('.repeat(101)}mfa${')'.repeat(101)}`,
    `${'!'.repeat(102)}mfa`,
  ].map(syntax),
  'condition-unknown-choice': [
    syntax('mfa || ssp'),
    syntax('mfa || quite_another'),
    syntax('default || mfa'),
    syntax('mfa && default'),
    syntax('ssp || (ssp && vpm)'),
  ],
  'default-only': [
    logic({ high: 'default' }),
    logic({ no: 'default' }),
    logic({ medium: 'default', high: 'default' }),
    one({ high: 'default' }),
    one({ no: 'default' }),
    one({ high: 'default' }, { id: 'mfa_no' }),
    one({ no: 'default' }, { id: 'mfa_no' }),
  ],
  'default-rule-missing': [logic({ no: 'mfa', high: '!mfa' })],
  'description-length': [
    withLens({ description: 'x'.repeat(2049) }),
    withQuestion({ description: 'x'.repeat(2050) }),
  ],
  'display-text-length': [withHelp({ displayText: 'x'.repeat(2049) })],
  'display-text-missing': [
    withHelp({ url: 'https://example.com' }),
    withHelp({ displayText: ' ', url: 'https://example.com' }),
  ],
  'id-case': [
    jsonOf(
      aLens({ pillars: [aPillar(), aPillar({ id: 'Security', questions: [aQuestion({ id: 'other' })] })] }),
    ),
    withQuestion({
      choices: [aChoice(), aChoice({ id: 'MFA' })],
      riskRules: [
        { condition: 'mfa && MFA', risk: 'NO_RISK' },
        { condition: 'default', risk: 'HIGH_RISK' },
      ],
    }),
  ],
  'id-characters': [
    withQuestion({ id: 'sign-in' }),
    withQuestion({ id: '–' }),
    withQuestion({ id: `sign-in-${'x'.repeat(100)}` }),
    withChoice({ id: 'use-no' }),
    jsonOf(lensOf(aQuestion({ id: 'sign_in' }), aQuestion({ id: 'sign-in' }))),
    jsonOf({ ...aLens(), pillars: [aPillar({ id: 'a b' })] }),
  ],
  'id-length': [
    withQuestion({ id: 'ab' }),
    withQuestion({ id: '' }),
    withQuestion({
      choices: [aChoice({ id: 'x'.repeat(129) })],
      riskRules: [
        { condition: 'x'.repeat(129), risk: 'NO_RISK' },
        { condition: 'default', risk: 'HIGH_RISK' },
      ],
    }),
  ],
  'id-too-long-to-answer': [
    withQuestion({
      choices: [aChoice({ id: 'x'.repeat(65) }), aChoice()],
      riskRules: [
        { condition: `${'x'.repeat(65)} && mfa`, risk: 'NO_RISK' },
        { condition: 'default', risk: 'HIGH_RISK' },
      ],
    }),
  ],
  'id-unique': [
    jsonOf(lensOf(aQuestion(), aQuestion())),
    jsonOf(aLens({ pillars: [aPillar(), aPillar({ questions: [aQuestion({ id: 'other' })] })] })),
    withQuestion({ choices: [aChoice(), aChoice()] }),
  ],
  'improvement-plan-missing': [
    withChoice({ improvementPlan: undefined }),
    withChoice({ improvementPlan: {} }),
    withChoice({ improvementPlan: { displayText: ' ' } }),
  ],
  'json-comment': [
    inPlaceOfName('/* The name */ "A"'),
    inPlaceOfName('// The name\n"A"'),
    inPlaceOfName('# The name\n"A"'),
  ],
  'json-control-character': [inPlaceOfName('"a\tb"'), inPlaceOfName('"a\n'), inPlaceOfName('"a\u0001b"')],
  'json-depth': [inPlaceOfName(`${'['.repeat(40)}${']'.repeat(40)}`)],
  'json-duplicate-key': [
    inPlaceOfName('"A",\n  "name": "B"'),
    inPlaceOfName('"A",\n  "name": 7,\n  "name": "B"'),
  ],
  'json-lone-surrogate': [inPlaceOfName('"a\\ud83d"')],
  'json-not-a-number': [inPlaceOfName('NaN')],
  'json-syntax': [
    json('{ "name": "A" '),
    json("{ 'name': 'A' }"),
    json('{ "name" "A" }'),
    json('{ "name": "A" "description": "B" }'),
    json('{} {}'),
    json('{ name: "A" }'),
    json('{ "name": undefined }'),
    json('{ "name": "A }'),
    json('{ "name": "\\x" }'),
    json('{ "name": [1, 2 }'),
  ],
  'json-trailing-comma': [json('{ "name": "A", }')],
  'lens-size': [json(JSON.stringify(aLens()) + ' '.repeat(500_000))],
  'missing-member': ['schemaVersion', 'name', 'description', 'pillars']
    .map((member) => withLens({ [member]: undefined }))
    .concat(
      withTitle(undefined as never),
      withQuestion({ choices: null }),
      withChoice({ id: undefined }),
      repeatedRisks([undefined as never, 'NO_RISK']),
    ),
  'name-length': [withLens({ name: 'x'.repeat(130) })],
  'none-with-others': [
    logic({ no: 'mfa && sso && vpn', medium: 'mfa && none_no', high: 'default' }),
    logic({ no: 'mfa && sso && vpn', medium: 'mfa || none_no', high: 'default' }),
    logic({ no: 'mfa && sso && vpn', medium: 'none_no', high: 'default' }),
    logic({ no: 'mfa && sso && vpn', high: '!none_no', medium: 'default' }),
  ],
  'null-member': [withQuestion({ description: null }), withHelp({ displayText: 'See', url: null as never })],
  'operators-mixed': [
    syntax('mfa && sso || vpn'),
    syntax('(mfa && sso || vpn) && !(mfa || sso && vpn)'),
    syntax(`mfa && sso || vpn && !(${'mfa || sso && vpn || '.repeat(4)}none_no)`),
  ],
  'personal-access-key': [withHelp({ displayText: `AKIA${key}` })],
  'personal-account-id': [withTitle('390814725613 and 390814725614'), withLens({ _account: '390814725613' })],
  'personal-mail-address': [
    withTitle('first.last@amazonaws.com'),
    withHelp({ displayText: 'See', _mail: ['first.last@amazonaws.com'] } as object),
  ],
  'personal-password': [withHelp({ displayText: 'password: hunter2hunter2' })],
  'personal-phone-number': [withHelp({ displayText: '+44 20 7946 1234' })],
  'pillar-count': [
    withLens({ pillars: [] }),
    withLens({
      pillars: many(11, (index) =>
        aPillar({ id: `pillar${index}`, questions: [aQuestion({ id: `q_${index}` })] }),
      ),
    }),
  ],
  'question-count': [
    withLens({ pillars: [aPillar({ questions: [] })] }),
    jsonOf(lensOf(...many(22, (index) => aQuestion({ id: `q_${index}` })))),
  ],
  'question-id-in-two-pillars': [
    jsonOf(aLens({ pillars: [aPillar(), aPillar({ id: 'cost' }), aPillar({ id: 'more' })] })),
  ],
  'resource-count': [[], many(6, () => ({ displayText: 'See' }))].map((content) =>
    withChoice({ additionalResources: [{ type: 'HELPFUL_RESOURCE', content }] }),
  ),
  'resource-empty': [
    withHelp({}),
    withHelp({ url: '' }),
    withHelp({ displayText: ' ' }),
    withChoice({ improvementPlan: {} }),
    withChoice({ additionalResources: [{ type: 'HELPFUL_RESOURCE', content: [{}] }] }),
  ],
  'restricted-character': [
    withTitle('A; b; c – d'),
    withTitle('✓'),
    withTitle('“✓” ✓'),
    withTitle('≥'.repeat(128)),
    withTitle(`${'x'.repeat(126)}≥;`),
    withTitle('\u00a0a'),
    withTitle('😀 a'),
  ],
  'restricted-letter': [
    withTitle('Café'),
    withTitle('語'),
    withTitle('a 語 b 語'),
    withTitle('ß'.repeat(128)),
  ],
  'risk-level-unreached': [
    logic({ high: 'default', no: 'mfa && sso && vpn' }),
    logic({ medium: 'mfa && sso && vpn', high: 'default' }),
    logic({ no: 'mfa || !mfa', high: 'default' }),
    logic({ no: 'mfa || !mfa', high: 'default' }, []),
    logic({ high: 'mfa' }),
    logic({ no: 'mfa || sso || vpn', high: 'default' }, []),
    one({ no: 'mfa', high: 'default' }),
    one({ no: 'mfa || !mfa', high: 'default' }),
    one({ no: 'mfa_no', high: 'default' }, { id: 'mfa_no' }),
  ],
  'risk-rule-count': [
    withQuestion({ riskRules: [] }),
    repeatedRisks(
      ['mfa', 'NO_RISK'],
      ['!mfa', 'MEDIUM_RISK'],
      ['sign_in_no', 'HIGH_RISK'],
      ['default', 'HIGH_RISK'],
    ),
  ],
  'risk-rule-unique': [
    repeatedRisks(['mfa', 'NO_RISK'], ['default', 'NO_RISK']),
    repeatedRisks(['mfa', 'NO_RISK'], ['mfa', 'NO_RISK']),
    repeatedRisks(['mfa', 'NO_RISK'], ['sign_in_no', 'MEDIUM_RISK'], ['default', 'NO_RISK']),
    repeatedRisks(
      ['mfa', 'NO_RISK'],
      ['!mfa', 'MEDIUM_RISK'],
      ['sign_in_no', 'HIGH_RISK'],
      ['default', 'HIGH_RISK'],
    ),
    repeatedRisks(
      ['mfa', 'NO_RISK'],
      ['!mfa', 'MEDIUM_RISK'],
      ['sign_in_no', 'HIGH_RISK'],
      ['!sign_in_no', 'HIGH_RISK'],
    ),
    repeatedRisks(
      ['mfa', 'NO_RISK'],
      ['!mfa', 'MEDIUM_RISK'],
      ['sign_in_no', 'HIGH_RISK'],
      ['sign_in_no ', 'HIGH_RISK'],
    ),
  ],
  'risk-value': [
    repeatedRisks(['mfa', 'LOW_RISK' as never], ['default', 'HIGH_RISK']),
    repeatedRisks(
      ['mfa', 'NO_RISK'],
      ['!mfa', 'MEDIUM_RISK'],
      ['sign_in_no', 'HIGH_RISK'],
      ['default', 'LOW' as never],
    ),
  ],
  'rule-hidden': [
    logic({ no: 'mfa', medium: 'mfa && sso && vpn', high: 'default' }),
    logic({ no: 'mfa && sso && vpn', medium: 'vpn && sso && mfa', high: 'default' }),
    logic({ high: 'default', medium: 'mfa', no: 'mfa && sso && vpn' }),
    logic({ no: 'mfa', medium: 'sso || vpn || none_no', high: '(mfa && sso) || vpn' }),
    logic({ no: 'mfa && sso && vpn', medium: 'default', high: 'default' }),
  ],
  'rule-never-true': [
    logic({ no: 'mfa && sso && vpn', medium: '(sso || vpn) && !sso && !vpn', high: 'default' }),
    logic({ high: 'mfa && !mfa' }),
  ],
  'rule-unanswered': [
    logic({ no: 'mfa && sso && vpn', medium: '!mfa && !sso && !vpn && !none_no', high: 'default' }),
    logic({ no: 'mfa && sso && vpn', high: '!mfa && !sso && !vpn', medium: 'default' }, []),
    logic({ no: 'mfa', medium: '!mfa', high: '!mfa && !sso && !vpn && !none_no' }),
    logic({ high: '!mfa && !sso && !vpn && !none_no' }),
  ],
  'schema-version-value': [withLens({ schemaVersion: '2022-11-01' })],
  'secret-access-key': secret(SECRETS['secret-access-key']),
  'secret-in-url': [withUrl('https://user:secret@example.com/page')],
  'secret-private-key': secret(SECRETS['secret-private-key']),
  'secret-token': secret(SECRETS['secret-token']),
  'title-length': [withTitle('x'.repeat(140))],
  'type-value': [
    withChoice({ additionalResources: [{ type: 'VIDEO', content: [{ displayText: 'See' }] }] }),
    withChoice({
      additionalResources: ['HELPFUL_RESOURCE', 'IMPROVEMENT_PLAN', 'VIDEO'].map((type) => ({
        type,
        content: [{ displayText: 'See' }],
      })),
    }),
  ],
  'unknown-key': [
    withHelp({ displayText: 'See', Url: 'https://example.com' } as object),
    withHelp({ displayText: 'See', urls: 'see there' } as object),
    withHelp({ displayText: 'See', url: 'https://example.com', Url: 'https://example.com/other' } as object),
    withQuestion({ titel: 7 }),
    withQuestion({ descriptions: `Ask first.last@amazonaws.com` }),
    withQuestion({ _descriptions: [SECRETS['secret-token']] }),
    withLens({ owner: 'Platform' }),
  ],
  'url-empty': [withUrl('')],
  'url-malformed': [
    'https://example.com/a ',
    'https://example.com/a b',
    'https://a.example.com https://b.example.com',
    'https://a.example.com, https://b.example.com',
    'https://exa mple.com',
    'https://[x',
  ].map(withUrl),
  'url-scheme': [
    ' https://example.com',
    'example.com/page',
    'HTTPS://example.com',
    'ftp://example.com',
    'javascript:alert(1)',
    '  ',
    'see the wiki',
    'Docs: https://a.example.com; https://b.example.com',
    'https:// example.com',
  ].map(withUrl),
  'wrong-type': [
    withLens({ name: 7 }),
    withLens({ pillars: 'many' }),
    withLens({ pillars: ['security'] }),
    withChoice({ helpfulResource: 'See' }),
    withQuestion({ choices: [7] }),
  ],
  'yaml-alias': [yaml((text) => text.replace('condition: mfa', 'condition: *mfa'))],
  'yaml-anchor': [yaml((text) => text.replace('condition: mfa', 'condition: &mfa'))],
  'yaml-complexity': [yaml((text) => `${'&a '.repeat(6_000)}\n${text}`)],
  'yaml-depth': [yaml((text) => `_deep: ${'['.repeat(40)}${']'.repeat(40)}\n${text}`)],
  'yaml-directive': [yaml((text) => `%YAML 1.1\n---\n${text}`)],
  'yaml-documents': [yaml((text) => `${text}---\n${text}`)],
  'yaml-duplicate-key': [yaml((text) => `name: First\n${text}`)],
  'yaml-endless-alias': [yaml((text) => `_more: &more [*more]\n${text}`)],
  'yaml-expansion': [
    yaml(
      (text) => `_long: &long ${'x'.repeat(100_000)}\n_more: [*long, *long, *long, *long, *long]\n${text}`,
    ),
  ],
  'yaml-lone-surrogate': [yaml((text) => text.replace('Sign-in baseline', '"a\\uD800"'))],
  'yaml-merge-key': [yaml((text) => `_base: &base { a: 1 }\n<<: *base\n${text}`)],
  'yaml-syntax': [yaml((text) => text.replace('  - id', '\t- id'))],
  'yaml-tag': [
    yaml((text) => text.replace('condition: mfa', 'condition: !sign_in_no && mfa')),
    yaml((text) => text.replace('condition: mfa', `condition: !mfa && (${'mfa || '.repeat(20)}mfa)`)),
  ],
  'yaml-unknown-anchor': [yaml((text) => `_base: &base 1\n_more: *bass\n${text}`)],
  'yaml-unquoted': [
    yaml((text) => text.replace('name: Sign-in baseline', 'name: 2024')),
    yaml((text) => text.replace('name: Sign-in baseline', `name: ${'1'.repeat(70)}`)),
    yaml((text) => text.replace('id: security', 'id: yes')),
  ],
  'yaml-unused-anchor': [yaml((text) => `_base: &base 1\n${text}`)],
};
