import { test } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import type { Finding } from '../../../src/lens/finding.ts';
import { readLens } from '../../../src/lens/read-lens.ts';
import { readLensFile } from '../../../src/lens/read-lens-file.ts';
import { readLensYaml } from '../../../src/lens/yaml/read-lens-yaml.ts';
import { anyCharacter } from '../../any-character.ts';
import { startProcessorTime } from '../../processor-time.ts';
import { aLens, anyLens, bytesOf } from './lens-builders.ts';

const VALID = `# Kept by the platform team
schemaVersion: "2021-11-01"
name: Sign-in baseline
description: |-
  How people
  get in
pillars:
  - id: security
    name: Security
    questions:
      - id: sign_in
        title: How do people sign in?
        choices:
          - { id: mfa, title: Use a second factor, improvementPlan: { displayText: Turn it on } }
          - id: sign_in_no
            title: None of these
        riskRules:
          - condition: mfa && !sign_in_no
            risk: NO_RISK
          - condition: default
            risk: HIGH_RISK
`;

/** What the text says about risks is for other tests. */
const read = (text: string) => {
  const reading = readLensYaml(bytesOf(text));
  const isOfInterest = ({ rule, severity }: Finding) =>
    severity === 'error' || rule.startsWith('yaml-') || rule === 'unknown-key';
  return { ...reading, findings: reading.findings.filter(isOfInterest) };
};
const change = (from: string, to: string) => read(VALID.replace(from, to));
const findings = (text: string) =>
  read(text).findings.map(({ rule, severity, line, column }) => `${line}:${column} ${severity} ${rule}`);

describe('readLensYaml', () => {
  it('reads a lens with comments, blocks and flow maps, and sends it as JSON', () => {
    const reading = read(VALID);

    expect(reading).toMatchObject({ valid: true, findings: [] });
    const text = reading.valid ? reading.text : '';
    expect(JSON.parse(text)).toMatchObject({ description: 'How people\nget in' });
    expect(readLens(bytesOf(text))).toMatchObject({ valid: true, text, digest: reading.digest });
  });

  test.prop([anyLens, fc.boolean()])('gives every lens the digest of its JSON twin', (lens, isQuoted) => {
    const yaml = stringify(lens, isQuoted ? { defaultStringType: 'QUOTE_DOUBLE' } : {});

    const reading = read(yaml);

    expect(reading.digest).toBe(readLens(bytesOf(lens)).digest);
    expect(reading.findings.filter(({ rule }) => rule !== 'yaml-unquoted')).toEqual([]);
  });

  it('takes JSON in a YAML file, which it is', () => {
    expect(read(JSON.stringify(aLens(), null, 2))).toMatchObject({
      valid: true,
      digest: readLens(bytesOf(aLens())).digest,
    });
  });

  it.each([
    ['!sign_in_no && mfa', 'yaml-tag'],
    ['!(sign_in_no || mfa)', 'yaml-tag'],
    ['!sign_in_no && !mfa', 'yaml-tag'],
    ['!mfa', 'yaml-tag'],
    ['&mfa', 'yaml-anchor'],
    ['*mfa', 'yaml-alias'],
  ])('says how to quote the condition %s, which YAML reads as something else', (condition, rule) => {
    const { findings } = change('mfa && !sign_in_no', `${condition} # the goal`);

    expect(findings).toEqual([
      expect.objectContaining({
        rule,
        severity: 'error',
        line: 18,
        column: 24,
        message: expect.stringContaining(JSON.stringify(condition)),
        mend: `Put it in quotes: ${JSON.stringify(condition)}`,
      }),
    ]);
  });

  it.each([
    ['name: Sign-in baseline', 'name: 2024', 'the number "2024"', 'Write "2024"'],
    ['name: Sign-in baseline', 'name: true', 'the boolean "true"', 'Write "true"'],
    ['id: security', 'id: 0x1F', 'the number "0x1F"', 'Write "0x1F"'],
  ])('names what is no text where a text is wanted: %s as %s', (from, to, found, mend) => {
    const { findings } = change(from, to);

    expect(findings).toEqual([
      expect.objectContaining({
        rule: 'yaml-unquoted',
        severity: 'error',
        message: expect.stringContaining(found),
        mend,
      }),
    ]);
  });

  it('warns of a word that other readers of YAML take for a boolean', () => {
    expect(findings(VALID.replace('id: mfa', 'id: yes').replace('mfa &&', 'yes &&'))).toEqual([
      '14:19 warning yaml-unquoted',
    ]);
  });

  it('takes an unquoted date for the text that it is', () => {
    expect(change('"2021-11-01"', '2021-11-01')).toMatchObject({ valid: true, findings: [] });
  });

  it('points into the YAML: at keys, values, list items and characters of every kind of text', () => {
    const text = VALID.replace('Sign-in baseline', '"It\\u0027s \\"so; é"')
      .replace('How people\n', 'How; people\n')
      .replace('get in', 'get; in%')
      .replace('name: Security', "name: 'It''s; here'")
      .replace('title: How do people sign in?', 'title: How do\n          people; sign in?')
      .replace('id: sign_in_no', 'id: x')
      .replace('risk: NO_RISK', 'risk: LOW')
      .replace('title: None', 'Title: None');

    const places = findings(text);

    expect(places).toEqual(
      expect.arrayContaining([
        '3:18 error restricted-character',
        '3:22 error restricted-character',
        '3:24 error restricted-letter',
        '5:6 error restricted-character',
        '6:10 error restricted-character',
        '9:17 error restricted-character',
        '13:17 error restricted-character',
        '17:13 warning unknown-key',
        '20:19 error risk-value',
      ]),
    );
  });

  it('keeps the rules of JSON lenses: size, byte-order mark, encoding', () => {
    expect(read(`${VALID}#${' '.repeat(500_000)}`).findings).toMatchObject([{ rule: 'lens-size' }]);
    expect(read(`\ufeff${VALID}`).findings).toMatchObject([
      { rule: 'byte-order-mark', message: expect.stringContaining('YAML') },
    ]);
    expect(readLensYaml(Uint8Array.from([0xff, 0xfe])).findings).toMatchObject([{ rule: 'not-utf-8' }]);
  });

  it('refuses a lens that fits as YAML but not as the JSON that is sent', () => {
    const escaped = `${VALID}_note: "${'\u0001'.repeat(100_000)}"\n`;

    expect(bytesOf(escaped).length).toBeLessThan(500_000);
    expect(read(escaped).findings).toContainEqual(expect.objectContaining({ rule: 'lens-size' }));
  });

  it.each([
    ['an anchor of nothing', 'a: &x\nb: *x\n', ['yaml-anchor']],
    ['an alias without an anchor', 'b: *x\n', ['yaml-alias']],
    ['an alias before its anchor', 'a: *mfa\nb: &mfa 1\n', ['yaml-alias']],
    [
      'an alias whose anchor is misspelt',
      'a: &second_factor 1\nb: *second_facter\n',
      ['yaml-unknown-anchor'],
    ],
    ['an alias as a key', 'a: &a b\n*a : 1\n', ['yaml-syntax']],
    ['an alias inside what it stands for', 'a: &a [*a]\n', ['yaml-endless-alias']],
    ['a merge key', '<<: { name: x }\n', ['yaml-merge-key']],
    ['a tag of YAML itself', 'name: !!str 2024\n', ['yaml-tag']],
    ['a second document', `${VALID}---\n${VALID}`, ['yaml-documents']],
    ['a directive', '%YAML 1.1\n---\nname: yes\n', ['yaml-directive']],
    ['a key that is a list', '? [a]\n: b\n', ['yaml-syntax']],
    ['a tab as indentation', 'pillars:\n\t- id: a\n', ['yaml-syntax']],
    ['half a character', 'name: "x\\uD800"\n', ['yaml-lone-surrogate']],
    ['deep nesting', `a: ${'['.repeat(40)}${']'.repeat(40)}`, ['yaml-depth']],
    ['deep block nesting', '- '.repeat(40), ['yaml-depth']],
    ['nothing', '', ['wrong-type']],
    ['a text', 'Hello', ['wrong-type']],
  ])('refuses %s', (_, text, rules) => {
    const reading = read(text);

    expect(reading.valid).toBe(false);
    expect(reading.findings.map(({ rule }) => rule)).toEqual(expect.arrayContaining(rules));
  });

  it('warns of a repeated key with both places, and takes the last value', () => {
    const reading = read(VALID.replace('# Kept', '"name": [first]\n# Kept'));

    expect(reading).toMatchObject({
      valid: true,
      document: { name: 'Sign-in baseline' },
      findings: [
        {
          rule: 'yaml-duplicate-key',
          severity: 'warning',
          line: 4,
          column: 1,
          message: expect.stringContaining('found it at line 1, column 1 and again here'),
        },
      ],
    });
    expect(reading.valid && JSON.parse(reading.text).name).toBe('Sign-in baseline');
  });

  it('takes __proto__ for a key like any other', () => {
    const reading = change('name: Security', 'name: Security\n    __proto__: { name: x }');

    expect(reading).toMatchObject({ valid: true, findings: [{ rule: 'unknown-key' }] });
    expect(reading.valid && reading.text).toContain('"__proto__":{"name":"x"}');
  });

  test.prop([
    fc.oneof(
      fc.string({ unit: anyCharacter, maxLength: 100 }),
      fc.stringMatching(/^[-a: \n!&*?|>{}[\],'"#%@\t]{0,80}$/),
    ),
  ])('never throws for what is in a file', (text) => {
    expect(read(text).valid).toBe(false);
  });

  test.prop([fc.stringMatching(/^[-a: \n!&*?|>{}[\],'"#%@\\]{1,6}$/), fc.nat(VALID.length)])(
    'never throws for a lens with something odd in it',
    (odd, at) => {
      const reading = read(`${VALID.slice(0, at)}${odd}${VALID.slice(at)}`);

      expect(reading.valid ? [] : reading.findings).not.toContainEqual(expect.objectContaining({ line: 0 }));
      expect(reading.valid || reading.findings.length > 0).toBe(true);
    },
  );

  it.each(
    Object.entries({
      'opening brackets': '['.repeat(490_000),
      'opening braces': '{'.repeat(490_000),
      'closing braces': '}'.repeat(490_000),
      commas: `[${','.repeat(490_000)}`,
      'list in list': '- '.repeat(240_000),
      'explicit keys': '? '.repeat(240_000),
      anchors: '&a '.repeat(160_000),
      aliases: 'a: *a\n'.repeat(80_000),
      'aliases of aliases': `a0: &a0 [x]\n${Array.from({ length: 60 }, (_, n) => `a${n + 1}: &a${n + 1} [*a${n}, *a${n}, *a${n}]`).join('\n')}`,
      'aliases of a long text': `a: &a ${'x'.repeat(400_000)}\nb: [${'*a,'.repeat(4_000)}]`,
      'aliases of many parts': `a: &a [${'[],'.repeat(100_000)}]\nb: *a\n`,
      'an anchor in each alias': `a: &a [${'&b [],'.repeat(4_000)}]\nb: [${'*a,'.repeat(900)}]`,
      tags: '!a '.repeat(160_000),
      directives: '%a\n'.repeat(160_000),
      'empty keys': ':\n'.repeat(240_000),
      'many keys': Array.from({ length: 40_000 }, (_, index) => `k${index}: 1`).join('\n'),
      'a long list': '- a\n'.repeat(120_000),
      'flow numbers': `[${'1,'.repeat(240_000)}1]`,
      quotes: '"'.repeat(490_000),
      'wrong escapes': `[": ${'? .nan\\'.repeat(60_000)}`,
      'keys in keys': `a: ${'\\: - yes'.repeat(50_000)}`,
      'keys that stand twice': 'pillars:\n'.repeat(50_000),
      'nested keys': 'a: b: '.repeat(80_000),
      'a title of symbols': `name: ${'☃%;'.repeat(80_000)}`,
    }),
  )('stays quick and brief with hostile content: %s', (_, text) => {
    const processorTime = startProcessorTime();
    const reading = read(text);
    const elapsed = processorTime();

    expect(reading.valid).toBe(false);
    expect(reading.findings.length).toBeLessThanOrEqual(3000);
    expect(elapsed).toBeLessThan(6000);
  });
});

describe('readLensFile', () => {
  it('reads by the ending of the name', () => {
    const json = bytesOf(aLens());

    expect(readLensFile('lenses/a.json', json).valid).toBe(true);
    expect(readLensFile('lenses/a.json', bytesOf(VALID)).valid).toBe(false);
    expect(readLensFile('lenses/a.yaml', bytesOf(VALID)).valid).toBe(true);
    expect(readLensFile('lenses/a.yml', bytesOf(VALID)).valid).toBe(true);
  });
});

describe('anchors and aliases', () => {
  const PLAN = '{ displayText: Turn it on }';
  const aliased = VALID.replace(PLAN, `&plan ${PLAN}`).replace(
    'title: None of these',
    'title: None of these\n            helpfulResource: *plan',
  );

  it('stand for what they would say written out, in what is sent as in the digest', () => {
    const written = VALID.replace(
      'title: None of these',
      `title: None of these\n            helpfulResource: ${PLAN}`,
    );

    const reading = read(aliased);

    expect(reading).toMatchObject({ valid: true, findings: [] });
    expect(reading.digest).toBe(read(written).digest);
    expect(reading.valid && JSON.parse(reading.text).pillars[0].questions[0].choices[1]).toEqual({
      id: 'sign_in_no',
      title: 'None of these',
      helpfulResource: { displayText: 'Turn it on' },
    });
  });

  it('mean the last anchor of a name, also where an earlier part with an anchor of that name is repeated', () => {
    const reading = read(`${VALID}x: &x { y: &y 1 }\ny: &y 2\nz: [*x, *y]\n`);

    expect(reading.valid && JSON.parse(reading.text).z).toEqual([{ y: 1 }, 2]);
  });

  it('lead to the place of the anchor, and what is wrong there is told once', () => {
    const broken = aliased.replace('Turn it on', '2024');

    expect(read(broken).findings).toEqual([
      expect.objectContaining({ rule: 'yaml-unquoted', line: 14, column: 90, mend: 'Write "2024"' }),
    ]);
  });

  it('warns of an anchor that nothing uses: it may have been meant as text', () => {
    const { findings } = read(VALID.replace('Sign-in baseline', '&Sign-in baseline'));

    expect(findings).toMatchObject([
      {
        rule: 'yaml-unused-anchor',
        severity: 'warning',
        line: 3,
        message: expect.stringContaining('&Sign-in'),
      },
    ]);
  });

  it('names the nearest anchor', () => {
    const { findings } = read(aliased.replace('*plan', '*plam'));

    expect(findings).toMatchObject([
      { rule: 'yaml-unknown-anchor', mend: expect.stringContaining('"*plan"') },
    ]);
  });

  it('says where a lens grows beyond the size that may be imported', () => {
    const text = `x: &x ${'x'.repeat(200_000)}`;

    const { findings } = read(`${VALID}${text}\ny: *x\nz: *x\n`);

    expect(findings).toMatchObject([
      { rule: 'yaml-expansion', line: 24, message: expect.stringContaining('more than 500000 characters') },
    ]);
  });

  it('says where a text grows beyond what may be imported, before it has grown', () => {
    const levels = Array.from({ length: 9 }, (_, n) => `  - &k${n + 1} [${`*k${n}, `.repeat(10)}]`);

    const { findings } = read(`${VALID}x:\n  - &k0 x\n${levels.join('\n')}\n`);

    expect(findings).toMatchObject([
      {
        rule: 'yaml-expansion',
        severity: 'error',
        line: 28,
        message: expect.stringMatching(/more than 60000 values once alias "\*k4" is written out/),
      },
    ]);
  });
});
