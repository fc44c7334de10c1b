import { test } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { fixLens } from '../../../src/lens/fix/fix-lens.ts';
import { readLensFile } from '../../../src/lens/read-lens-file.ts';
import { startProcessorTime } from '../../processor-time.ts';
import { aChoice, aLens, anyLens, aPillar, aQuestion, bytesOf } from './lens-builders.ts';

const textOf = (bytes: Uint8Array) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
const fix = (text: string, name = 'a.json') => {
  const fixing = fixLens(name, bytesOf(text));
  return { ...fixing, text: textOf(fixing.bytes) };
};
const errorsIn = (name: string, bytes: Uint8Array) =>
  readLensFile(name, bytes).findings.filter(({ severity }) => severity === 'error');
const aLensSaying = (title: string) => aLens({ pillars: [aPillar({ questions: [aQuestion({ title })] })] });

describe('fixLens', () => {
  it('writes the plain form of each rejected character and leaves the rest byte for byte', () => {
    const text = `{ "name" : "“Sign\\u2013in” \\u00e9lan…",\r\n\t"description":"It\\u0027s [so]; caf\u0065\u0301",\n"pillars":[{"id":"p–1","name":"A\u00a0B",
      "questions":[{"title": "\\t Soft\u00adly • ﬁne ", "helpfulResource":{"displayText":" “As is” "}}]}],"extra":"“x”" }\n\n`;

    const fixing = fix(text);

    expect(
      fixing.text,
    ).toBe(`{ "name" : "'Sign-in' elan...",\r\n\t"description":"It\\u0027s (so), caf\u0065\u0301",\n"pillars":[{"id":"p–1","name":"A B",
      "questions":[{"title": "Softly - fine", "helpfulResource":{"displayText":" “As is” "}}]}],"extra":"“x”" }\n\n`);
    expect(fixing.changesContent).toBe(true);
  });

  it('says what was done, and where it stood', () => {
    const { fixes } = fix('{\n  "name": "A – B – C;",\n  "description": " x "\n}');

    expect(fixes).toEqual([
      { what: 'wrote "-" for "–" (U+2013)', path: '$.name', line: 2, column: 14 },
      { what: 'wrote "," for ";" (U+003B)', path: '$.name', line: 2, column: 21 },
      { what: 'removed the white space around the text', path: '$.description', line: 3, column: 19 },
    ]);
  });

  it('removes a byte-order mark, which is no part of the content', () => {
    const text = JSON.stringify(aLens());

    const fixing = fix(`\ufeff${text}`);

    expect(fixing).toMatchObject({ text, changesContent: false, fixes: [{ line: 1, column: 1 }] });
  });

  it('leaves what has to be said in words, or depends on the language', () => {
    const text = JSON.stringify(aLensSaying('100% größer than 5 €, ~10²'));

    expect(fix(text)).toMatchObject({ text, fixes: [] });
  });

  it('leaves white space around the name of the lens, by which AWS knows it', () => {
    const text = JSON.stringify(aLens({ name: ' Sign-in ' }));

    expect(fix(text).text).toBe(text);
  });

  it('leaves a text that its plain form would make too long', () => {
    const text = JSON.stringify(aLensSaying(`${'x'.repeat(127)}…`));

    expect(fix(text)).toMatchObject({ text, fixes: [] });
  });

  it.each([
    ['broken JSON', '{ "name": "A – B", }', 'a.json'],
    ['broken JSON behind a byte-order mark', '\ufeff{', 'a.json'],
    ['YAML with an alias of nothing', 'name: A – B\ndescription: *x\n', 'a.yaml'],
    ['a list', '["–"]', 'a.json'],
    ['nothing', '', 'a.yaml'],
  ])('never touches a file that it cannot read for certain: %s', (_, text, name) => {
    expect(fix(text, name)).toMatchObject({ text, fixes: [], changesContent: false });
  });

  it.each([
    ['{ "name": "A – B", "name": "C – D" }', '{ "name": "A – B", "name": "C - D" }', 'a.json'],
    ['name: A – B\nname: C – D\n', 'name: A – B\nname: C - D\n', 'a.yaml'],
  ])('changes the value that counts of a repeated key: %s', (text, fixed, name) => {
    expect(fix(text, name).text).toBe(fixed);
  });

  it('never touches bytes that are no UTF-8, nor a file that is too large', () => {
    const bytes = Uint8Array.from([...bytesOf('{"name":"–'), 0xff, ...bytesOf('"}')]);
    const large = bytesOf(JSON.stringify(aLensSaying('–')) + ' '.repeat(500_000));

    expect(fixLens('a.json', bytes).bytes).toBe(bytes);
    expect(fixLens('a.json', large).bytes).toBe(large);
  });

  it('fixes YAML in the way that it is written, with its comments', () => {
    const text = `# “Kept” by us
name: “Sign–in” baseline # – for now
description: |-
  How – people;
    get in
pillars:
  - { id: a, name: 'It‘s; so' }
  - name: "\\u201cA\\u201d \\t B "
  - name: One; two
  - name: One – two
      goes on…
`;

    expect(fix(text, 'a.yaml').text).toBe(`# “Kept” by us
name: "'Sign-in' baseline" # – for now
description: |-
  How - people,
    get in
pillars:
  - { id: a, name: 'It''s, so' }
  - name: "'A'   B"
  - name: "One, two"
  - name: One - two
      goes on...
`);
  });

  it('leaves a folded text whose white space it cannot keep, and fixes the others', () => {
    const text = 'name: A – B\ndescription: How\u00a0\n  people – get in\n';

    expect(fix(text, 'a.yaml').text).toBe(text.replace('A – B', 'A - B'));
  });

  const anyTitle = fc
    .array(
      fc.constantFrom(
        'a',
        'B c',
        ' ',
        '“',
        '”',
        '"',
        '–',
        '…',
        ';',
        '\u00a0',
        'é',
        "'",
        '’',
        '\\',
        '#',
        ': ',
        '[',
        '\t',
        '\u200b',
        '\n',
      ),
      {
        minLength: 1,
        maxLength: 12,
      },
    )
    .map((parts) => `x${parts.join('')}`);

  test.prop([anyTitle, anyTitle, fc.constantFrom('a.json', 'a.yaml'), fc.boolean()])(
    'fixes once what fixing twice would, and nothing but restricted texts',
    (title, other, name, isQuoted) => {
      const lens = { ...aLensSaying(title), description: other };
      const yaml = stringify(lens, isQuoted ? { defaultStringType: 'QUOTE_DOUBLE' } : { lineWidth: 0 });
      const bytes = bytesOf(name === 'a.json' ? JSON.stringify(lens, null, 2) : yaml);

      const once = fixLens(name, bytes);

      expect(fixLens(name, once.bytes)).toEqual({ bytes: once.bytes, fixes: [], changesContent: false });
      const left = errorsIn(name, once.bytes);
      expect(left.filter(({ rule }) => rule !== 'restricted-character')).toEqual([]);
      // In YAML the ends of lines are part of a text's form: where a fix would move them, the text is left alone.
      const hasLines = name === 'a.yaml' && /\n/.test(title + other);
      expect(hasLines || left.every(({ message }) => message.includes('U+005C'))).toBe(true);
    },
  );

  test.prop([anyLens, fc.constantFrom('a.json', 'a.yaml')])('leaves a valid lens as it is', (lens, name) => {
    const tidy = JSON.parse(
      JSON.stringify(lens, (_, value) => (typeof value === 'string' ? value.trim() : value)),
    );
    const bytes = bytesOf(name === 'a.json' ? tidy : stringify(tidy));

    expect(fixLens(name, bytes)).toEqual({ bytes, fixes: [], changesContent: false });
  });

  it('fixes a lens of full size in good time', () => {
    const choices = Array.from({ length: 15 }, (_, index) => aChoice({ id: `c_${index}`, title: 'A – “B”' }));
    const questions = Array.from({ length: 20 }, (_, index) => aQuestion({ id: `q_${index}`, choices }));
    const pillars = Array.from({ length: 10 }, (_, index) => aPillar({ id: `p_${index}`, questions }));
    const processorTime = startProcessorTime();

    const { fixes } = fix(JSON.stringify(aLens({ pillars })));

    expect(fixes).toHaveLength(10 * 20 * 15 * 3);
    expect(processorTime()).toBeLessThan(6000);
  });
});
