import { test } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalForm } from '../../../src/lens/canonical-form.ts';
import { digestOf } from '../../../src/lens/digest-of.ts';
import type { LensDocument } from '../../../src/lens/document.ts';
import { parseExport } from '../../../src/lens/parse-export.ts';
import { aChoice, aLens, anyLens, aPillar, aQuestion } from './lens-builders.ts';

/** The same lens as another file would hold it: keys the other way round, unknown keys, numbers, nulls. */
function disguise(value: unknown, extra: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => disguise(item, extra));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, member]) => [key, disguise(member, extra)] as const);
  const optional = 'choices' in value || 'improvementPlan' in value ? { helpfulResource: null } : {};
  return { _note: extra, number: 3, ...optional, ...Object.fromEntries(entries.reverse()) };
}

/** The lens with the text at `index`, of all its texts, changed; ids, rules and fixed words stay. */
function withOneTextChanged(lens: LensDocument, index: number): LensDocument {
  const isText = (key: string) => ['name', 'title', 'description', 'displayText', 'url'].includes(key);
  let count = 0;
  JSON.stringify(lens, (key, value) => {
    if (isText(key)) count += 1;
    return value;
  });
  let seen = -1;
  return JSON.parse(JSON.stringify(lens), (key, value) => {
    if (!isText(key)) return value;
    seen += 1;
    return seen === index % count ? `${value}!` : value;
  });
}

describe('canonicalForm', () => {
  test.prop([anyLens, fc.jsonValue(), fc.constantFrom(undefined, 1, '\t')])(
    'is the same whatever the order of keys, the white space and the unknown keys',
    (lens, extra, indent) => {
      const file = JSON.stringify(disguise(lens, extra), null, indent);

      expect(canonicalForm(parseExport(file))).toBe(canonicalForm(lens));
      expect(canonicalForm(JSON.parse(file))).toBe(canonicalForm(lens));
      expect(digestOf(JSON.parse(file))).toBe(digestOf(lens));
    },
  );

  test.prop([anyLens, fc.nat()])('gives another digest when any text differs', (lens, index) => {
    expect(digestOf(withOneTextChanged(lens, index))).not.toBe(digestOf(lens));
  });

  test.prop([anyLens])('reads back as the same lens', (lens) => {
    expect(parseExport(canonicalForm(lens))).toEqual(lens);
  });

  it('keeps the order of pillars, questions, choices and rules', () => {
    const question = aQuestion();
    const turned = aQuestion({ riskRules: [...question.riskRules].reverse() });

    expect(digestOf(aLens({ pillars: [aPillar({ questions: [turned] })] }))).not.toBe(digestOf(aLens()));
  });

  it('sorts the keys and leaves out white space', () => {
    const lens = aLens({ pillars: [] });

    expect(canonicalForm(lens)).toBe(
      '{"description":"How people get in","name":"Sign-in baseline","pillars":[],"schemaVersion":"2021-11-01"}',
    );
  });

  it('takes an empty optional member for none', () => {
    const empty = { ...aChoice(), helpfulResource: { displayText: '', url: '' }, additionalResources: [] };
    const lens = aLens({
      pillars: [aPillar({ questions: [aQuestion({ choices: [empty], description: '' })] })],
    });
    const none = aLens({ pillars: [aPillar({ questions: [aQuestion({ choices: [aChoice()] })] })] });

    expect(digestOf(lens)).toBe(digestOf(none));
  });

  it('keeps one digest for one lens from release to release', () => {
    expect(digestOf(aLens())).toBe('54a65d329eca0f61bbb149d38c390006ec0be8210de1b45874389706a38309ff');
  });
});

describe('parseExport', () => {
  it.each([
    ['<html>', 'Cannot parse exported lens: found "<html>", wanted JSON'],
    ['[]', 'Cannot read lens at $: found a list, wanted an object'],
    ['{"schemaVersion":"2021-11-01"}', 'Cannot read lens at $.name: found nothing, wanted a string'],
    [
      JSON.stringify(aLens({ pillars: [{ ...aPillar(), questions: undefined as never }] })),
      'Cannot read lens at $.pillars[0].questions: found nothing, wanted a list',
    ],
  ])('refuses %j', (text, message) => {
    expect(() => parseExport(text)).toThrow(message);
  });
});
