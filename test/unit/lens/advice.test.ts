import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fixLens } from '../../../src/lens/fix/fix-lens.ts';
import { FORMAT } from '../../../src/lens/format.ts';
import { EXAMPLES } from './advice/broken-lenses.ts';
import { FOLLOW } from './advice/follow-advice.ts';
import { findingsIn, jsonOf, type LensFile } from './advice/lens-file.ts';
import { aChoice, aLens, anyLens, aPillar, aQuestion, bytesOf } from './lens-builders.ts';

const SOURCES = join(import.meta.dirname, '../../../src/lens');
/** Of several files, and of bytes that are no text. */
const NOT_OF_ONE_LENS = ['name-clash', 'not-utf-8'];

/** Every rule id that the sources name, and those that are made from the names of the format. */
function ruleIds(): string[] {
  const sources = globSync('**/*.ts', { cwd: SOURCES }).map((file) =>
    readFileSync(join(SOURCES, file), 'utf8'),
  );
  const named = sources.flatMap((text) => [
    ...Array.from(text.matchAll(/\brule: '([a-z][a-z-]+)'/g), ([, id]) => id!),
    ...Array.from(text.matchAll(/'((?:yaml|restricted|json)-[a-z-]+)'/g), ([, id]) => id!),
  ]);
  const members = Object.values(FORMAT).flatMap((part) => [...part]);
  const kebab = (key: string) => key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const made = members.flatMap(([key, member]) => {
    if (member.kind === 'list') return [`${member.of}-count`];
    if (member.kind === 'text') return [`${kebab(key)}-length`];
    return member.kind === 'word' ? [`${kebab(key)}-value`] : [];
  });
  return [...new Set([...named, ...made])].filter((id) => !NOT_OF_ONE_LENS.includes(id)).sort();
}

const countByRule = (file: LensFile, severity: string) =>
  Map.groupBy(
    findingsIn(file).filter((finding) => finding.severity === severity),
    ({ rule }) => rule,
  );

/** More findings of one rule than any example has. */
const MOST_STEPS = 30;

/** Whether a condition names unknown choices can be told only when all choices have ids. */
const SHOWS_CHOICES = [
  'id-too-long-to-answer',
  'id-characters',
  'id-length',
  'missing-member',
  'wrong-type',
  'choice-count',
  'null-member',
  'unknown-key',
];

/** Follows the advice on each finding of a rule, until none is left; no step may bring an error that was not there. */
function expectAdviceToHelp(broken: LensFile, rule: string): void {
  let file = broken;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const [finding] = findingsIn(file).filter((one) => one.rule === rule);
    if (finding === undefined) return;
    const follow = FOLLOW[rule];
    if (follow === undefined) throw new Error(`Found no way to follow the advice of ${rule}`);
    const followed = follow(file, finding);
    const before = countByRule(file, 'error');
    for (const [error, found] of countByRule(followed, 'error')) {
      const known = before.get(error)?.length ?? 0;
      // Behind a mistake that ends the parsing there may be others.
      const wasHidden =
        /^(?:json|yaml)-|^byte|^not-utf/.test(rule) && findingsIn(file).length === before.get(rule)?.length;
      const context = `${finding.mend}\n${file.text}\n${followed.text}\n${found.map(({ message }) => message).join('\n')}`;
      const isShown = error === 'condition-unknown-choice' && SHOWS_CHOICES.includes(rule);
      if (!wasHidden && !isShown) expect(found.length, context).toBeLessThanOrEqual(known);
    }
    file = followed;
  }
  const [left] = findingsIn(file).filter((one) => one.rule === rule);
  expect.unreachable(
    `The advice does not make the finding go away: ${left?.message}. ${left?.mend}\n${file.text}`,
  );
}

describe('the advice of every rule', () => {
  it.each(ruleIds())('of %s is known to this test', (rule) => {
    expect(FOLLOW).toHaveProperty([rule]);
    expect(EXAMPLES).toHaveProperty([rule]);
  });

  it.each(
    Object.entries(EXAMPLES).flatMap(([rule, files]) =>
      files.map((file, index) => [rule, index + 1, file] as const),
    ),
  )('makes %s go away and brings no error (%i)', (rule, _, file) => {
    expect(findingsIn(file).map((finding) => finding.rule)).toContain(rule);

    expectAdviceToHelp(file, rule);
  });
});

const condition = fc
  .letrec((tie) => ({
    group: fc.oneof(
      { maxDepth: 3 },
      { weight: 3, arbitrary: fc.constantFrom('aaa', 'bbb', 'ccc', 'ddd', '!aaa', '!bbb', '!ccc', '!ddd') },
      {
        weight: 2,
        arbitrary: fc
          .tuple(tie('group'), fc.constantFrom(' && ', ' || '), tie('group'), fc.boolean())
          .map(([a, operator, b, isGrouped]) =>
            isGrouped ? `(${a}${operator}${b})` : `${a}${operator}${b}`,
          ),
      },
      { weight: 1, arbitrary: tie('group').map((inner) => `!(${inner})`) },
    ),
  }))
  .group.map(String);
const anyCondition = fc.oneof(
  { weight: 4, arbitrary: condition },
  { weight: 1, arbitrary: fc.constant('default') },
);
const anyQuestion = fc
  .record({
    ids: fc.constantFrom(['aaa'], ['aaa', 'bbb'], ['aaa', 'bbb', 'ccc'], ['aaa', 'bbb', 'ccc', 'ddd']),
    last: fc.constantFrom('A practice', 'None of these', 'None of the above'),
    suffix: fc.boolean(),
    risks: fc.shuffledSubarray(['NO_RISK', 'MEDIUM_RISK', 'HIGH_RISK'] as const, { minLength: 1 }),
    conditions: fc.tuple(anyCondition, anyCondition, anyCondition),
    repeats: fc.boolean(),
  })
  .map(({ ids, last, suffix, risks, conditions, repeats }) => {
    const rename = (text: string) => (suffix ? text.replaceAll(ids.at(-1)!, 'last_no') : text);
    return aQuestion({
      choices: ids.map((id, index) =>
        aChoice({ id: rename(id), title: index === ids.length - 1 ? last : id }),
      ),
      riskRules: risks.map((risk, index) => ({
        risk: repeats && index === 2 ? risks[0]! : risk,
        condition: rename(conditions[index]!),
      })),
    });
  });

/** A lens with every member that there is. */
const link = { displayText: 'See', url: 'https://example.com/page' };
const WHOLE = aLens({
  pillars: [
    aPillar({
      questions: [
        aQuestion({
          id: 'whole',
          description: 'Why',
          helpfulResource: link,
          choices: [
            aChoice({
              helpfulResource: link,
              improvementPlan: link,
              additionalResources: [
                { type: 'HELPFUL_RESOURCE', content: [link, link] },
                { type: 'IMPROVEMENT_PLAN', content: [link] },
              ],
            }),
            { id: 'sign_in_no', title: 'None of these' },
          ],
        }),
        aQuestion(),
      ],
    }),
  ],
});

describe('the advice on any lens', () => {
  test.prop([anyQuestion], { numRuns: 300, endOnFailure: true })(
    'on risk rules helps, whatever they are',
    (question) => {
      const file = jsonOf(aLens({ pillars: [aPillar({ questions: [question] })] }));

      for (const { rule } of findingsIn(file)) expectAdviceToHelp(file, rule);
    },
  );

  test.prop([fc.infiniteStream(fc.nat(1_000_000))], { numRuns: 100, endOnFailure: true })(
    'on texts, links, ids and keys helps, wherever they are',
    (numbers) => {
      const spoilt = JSON.stringify(WHOLE).replace(
        /"(title|name|description|displayText|url|id|risk|type|schemaVersion)":"((?:[^"\\]|\\.)*)"/g,
        (member, key, value) => {
          const draw = numbers.next().value;
          return draw % 6 === 0 ? SPOILS[Math.floor(draw / 6) % SPOILS.length]!(key, value) : member;
        },
      );
      const file = jsonOf(JSON.parse(spoilt));

      for (const rule of new Set(findingsIn(file).map((finding) => finding.rule)))
        expectAdviceToHelp(file, rule);
    },
  );

  test.prop([anyLens], { numRuns: 30 })('to use --fix is right: it brings nothing new', (lens) => {
    const text = JSON.stringify(lens).replace(/"title":"/g, '"title":" “…–é ');
    const before = { name: 'a.json', text } as const;

    const fixed = {
      name: 'a.json',
      text: new TextDecoder().decode(fixLens('a.json', bytesOf(text)).bytes),
    } as const;

    expect(findingsIn(fixed).filter(({ rule }) => rule.startsWith('restricted'))).toEqual([]);
    const known = countByRule(before, 'error');
    for (const [rule] of countByRule(fixed, 'error')) expect([...known.keys()]).toContain(rule);
  });
});

const SPOILS: readonly ((key: string, value: string) => string)[] = [
  (key) => `"${key}":""`,
  (key) => `"${key}":" "`,
  (key) => `"${key}":null`,
  (key) => `"${key}":7`,
  (key, value) => `"${key}":"${value}","${key}s":"${value}"`,
  (key, value) => `"${key.toUpperCase()}":"${value}"`,
  (key, value) => `"${key}":" ${value} "`,
  (key, value) => `"${key}":"${value}≥≥≥;✓"`,
  (key, value) => `"${key}":"${value} ${value}"`,
  (key, value) => `"${key}":"${value}, ${value}"`,
  (key) => `"${key}":"a–b"`,
  (key) => `"${key}":"first.last@amazonaws.com"`,
  (key, value) => `"${key}":"${value}","_mail":"first.last@amazonaws.com"`,
  (key) => `"${key}":"${'x'.repeat(129)}"`,
  (key) => `"${key}":"${'–'.repeat(128)}"`,
  (key) => `"${key}":"${'≥'.repeat(128)}"`,
];
