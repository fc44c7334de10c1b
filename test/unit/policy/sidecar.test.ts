import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../../src/policy/parse-policy.ts';
import { publishingFor } from '../../../src/policy/select.ts';
import { isSidecarOf, parseSidecar, sidecarKey } from '../../../src/policy/sidecar.ts';

const rulesOf = (text: string) => {
  const reading = parseSidecar(text);
  return reading.valid ? [] : reading.findings.map(({ line, column, path }) => `${line}:${column} ${path}`);
};

describe('parseSidecar', () => {
  it('reads the next version and whether it is major', () => {
    expect(parseSidecar('version: "2024.11"\nchange: major\n')).toEqual({
      valid: true,
      sidecar: { version: '2024.11', change: 'major' },
    });
  });

  it.each([
    ['a version that YAML takes for a number', 'version: 2.0\nchange: minor', ['1:10 $.version']],
    ['a version that WA Tool refuses', 'version: "2-rc 1"\nchange: minor', ['1:10 $.version']],
    ['a version that is too long', `version: "${'1'.repeat(33)}"\nchange: minor`, ['1:10 $.version']],
    ['another change', 'version: "2.0"\nchange: huge', ['2:9 $.change']],
    ['an empty file', '', ['1:1 $']],
    ['a key that comes twice', 'version: "2.0"\nversion: "3.0"\nchange: minor', ['2:1 $']],
  ])('refuses %s, with its place', (_, text, found) => {
    expect(rulesOf(text)).toEqual(found);
  });

  it('names an unknown key and the nearest known one', () => {
    const reading = parseSidecar('version: "2.0"\nchange: minor\nchanged: yes');

    expect(reading.valid ? [] : reading.findings.map(({ mend }) => mend).join()).toContain('change');
  });
});

describe('sidecarKey', () => {
  it.each([
    ['lenses/a.json', 'lenses/a.lenskeeper.yaml'],
    ['lenses/team/b.yaml', 'lenses/team/b.lenskeeper.yaml'],
    ['lenses/c.yml', 'lenses/c.lenskeeper.yaml'],
    ['lenses/D.JSON', 'lenses/D.lenskeeper.yaml'],
    ['lenses/v1.0 .json', 'lenses/v1.0 .lenskeeper.yaml'],
  ])('of %s is %s', (lens, sidecar) => {
    expect(sidecarKey(lens)).toBe(sidecar);
  });
});

describe('isSidecarOf', () => {
  it.each([
    ['lenses/a.lenskeeper.yml', true],
    ['lenses/a.lenskeeper.YAML', true],
    ['lenses/a.LENSKEEPER.Yml', true],
    ['lenses/A.lenskeeper.yaml', false],
    ['lenses/a.yaml', false],
  ])('of lenses/a.JSON, %s: %j', (key, expected) => {
    expect(isSidecarOf(key, 'lenses/a.JSON')).toBe(expected);
  });
});

describe('publishingFor', () => {
  it('is the value of the first matching rule, else of the top level of the policy', () => {
    const reading = parsePolicy(
      'version: 1\nregions: [eu-west-1]\npublish: { version: manual }\nlenses: [{ match: lenses/a.json, publish: { version: auto } }]',
    );
    if (!reading.valid) throw new Error('The policy of this test is broken');

    expect(publishingFor(reading.policy, 'lenses/a.json')).toEqual({ version: 'auto' });
    expect(publishingFor(reading.policy, 'lenses/b.json')).toEqual({ version: 'manual' });
  });
});
