import { describe, expect, it } from 'vitest';
import { sourceExcerpt } from '../../../src/report/validation-excerpt.ts';
import { validationGithub } from '../../../src/report/validation-github.ts';
import { validationJson } from '../../../src/report/validation-report.ts';
import { validationText } from '../../../src/report/validation-text.ts';
import { aFile, finding } from './validation-builders.ts';

describe('validationText', () => {
  it('counts the valid files', () => {
    expect(validationText([aFile(), aFile({ file: 'lenses/b.json' })])).toBe('2 of 2 files are valid');
  });

  it('begins each finding with file, line and column, so that editors link to it, and shows the line', () => {
    const text = validationText([
      aFile(),
      aFile({
        file: 'lenses/b.json',
        valid: false,
        findings: [finding],
        text: '{\r\n  "a": 1,\r\n  "b": 2,\r\n  "name": "Long"\r\n}',
      }),
    ]);

    expect(text.split('\n')).toEqual([
      'lenses/b.json:4:9 error Found 200 characters, wanted at most 128 [title-length]',
      '    4 |   "name": "Long"',
      '      |         ^',
      '    Shorten the title',
      '1 of 2 files are valid',
    ]);
  });

  it('shows the warnings of a valid file', () => {
    const warning = { ...finding, severity: 'warning' } as const;

    expect(validationText([aFile({ findings: [warning] })])).toContain('lenses/a.json:4:9 warning ');
  });

  it('makes a hostile file name, message and line printable', () => {
    const hostile = { ...finding, line: 1, message: 'Found \u001b]0;title\u0007 \u202e' };

    const text = validationText([
      aFile({ file: 'a\u001b[31m\n.json', valid: false, findings: [hostile], text: '\u001b[2J\u202e' }),
    ]);

    expect(text.split('\n')).toHaveLength(5);
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
  });

  it('stays quick with a thousand findings in one long line', () => {
    const findings = Array.from({ length: 1000 }, (_, index) => ({
      ...finding,
      line: 1,
      column: index * 400,
    }));
    const started = performance.now();

    validationText([aFile({ findings, text: 'é'.repeat(400_000) })]);

    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describe('sourceExcerpt', () => {
  const excerpt = (line: string, mark: string) => sourceExcerpt(line, 7, line.indexOf(mark) + 1);

  it.each([
    ['tabs', '\t"a": "x;"', ';', ['    7 |     "a": "x;"', '      |            ^']],
    ['wide characters', '"日本": ;', ';', ['    7 | "日本": ;', '      |         ^']],
    ['emoji', '"👍🏽": ;', ';', ['    7 | "👍🏽": ;', '      |         ^']],
    ['combining marks', 'e\u0301;', ';', ['    7 | e\u0301;', '      |  ^']],
    ['escapes', 'a\u001bb;', ';', ['    7 | a\\u001bb;', '      |         ^']],
  ])('puts the caret under the column behind %s', (_, line, mark, expected) => {
    expect(excerpt(line, mark)).toEqual(expected);
  });

  it('shows what is around the place of a long line', () => {
    const [shown = '', caret = ''] = excerpt(`${'a'.repeat(5000)};${'b'.repeat(5000)}`, ';');

    expect(shown).toBe(`    7 | …${'a'.repeat(60)};${'b'.repeat(39)}…`);
    expect(shown[caret.indexOf('^')]).toBe(';');
  });

  it('does not cut a character in half, and stands at the end of a line that is shorter', () => {
    expect(sourceExcerpt('👍'.repeat(1000), 1, 1001).join('')).not.toMatch(
      /[\ud800-\udfff](?![\udc00-\udfff])(?<![\ud800-\udbff][\udc00-\udfff])/,
    );
    expect(sourceExcerpt('ab', 1, 99)).toEqual(['    1 | ab', '      |   ^']);
    expect(sourceExcerpt('', 1, 1)).toEqual(['    1 |', '      | ^']);
  });
});

describe('validationJson', () => {
  it('holds the findings and no content', () => {
    expect(
      JSON.parse(validationJson([aFile({ valid: false, findings: [finding], text: 'secret' })])),
    ).toEqual({
      files: [{ file: 'lenses/a.json', valid: false, digest: 'd1', findings: [finding] }],
    });
  });
});

describe('validationGithub', () => {
  it('writes one command for each finding, with the path from the root', () => {
    const warning = { ...finding, severity: 'warning', line: 5 } as const;

    expect(
      validationGithub([aFile({ file: '/repo/lenses/a.json', findings: [finding, warning] })], '/repo'),
    ).toBe(
      [
        '::error file=lenses/a.json,line=4,col=9,title=title-length::Found 200 characters, wanted at most 128. Shorten the title',
        '::warning file=lenses/a.json,line=5,col=9,title=title-length::Found 200 characters, wanted at most 128. Shorten the title',
      ].join('\n'),
    );
  });

  it('lets no text end the command or begin another', () => {
    const hostile = { ...finding, message: 'Found "100%"\r\n::set-output name=x::y' };

    const text = validationGithub([aFile({ file: 'a,b:c%\n.json', findings: [hostile] })], '/repo');

    expect(text).toContain('file=a%2Cb%3Ac%25%0A.json,');
    expect(text).toContain('::Found "100%25"\\u000d\\u000a::set-output');
    expect(text.split('\n')).toHaveLength(1);
  });
});
