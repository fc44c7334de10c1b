import { describe, expect, it } from 'vitest';
import { sourceExcerpt } from '../../../src/report/validation-excerpt.ts';
import { validationGithub } from '../../../src/report/validation-github.ts';
import { type FileReport, type SkippedFile, validationJson } from '../../../src/report/validation-report.ts';
import { validationText } from '../../../src/report/validation-text.ts';
import { startProcessorTime } from '../../processor-time.ts';
import { aFile, finding } from './validation-builders.ts';

const text = (files: readonly FileReport[], skipped: readonly SkippedFile[] = []) =>
  validationText({ files, skipped });

describe('validationText', () => {
  it('counts the valid files', () => {
    expect(
      text([aFile(), aFile({ file: 'lenses/b.json' })])
        .split('\n')
        .at(-1),
    ).toBe('2 of 2 files are valid');
  });

  it('begins each finding with file, line and column, so that editors link to it, and shows the line', () => {
    const shown = text([
      aFile(),
      aFile({
        file: 'lenses/b.json',
        valid: false,
        findings: [finding],
        text: '{\r\n  "a": 1,\r\n  "b": 2,\r\n  "name": "Long"\r\n}',
      }),
    ]);

    expect(shown.split('\n')).toEqual([
      'lenses/b.json:4:9 error Found 200 characters, wanted at most 128 [title-length]',
      '    4 |   "name": "Long"',
      '      |         ^',
      '    Shorten the title',
      '',
      'File           Errors  Warnings  Verdict',
      'lenses/b.json       1         0  invalid',
      'lenses/a.json       0         0  valid',
      '1 of 2 files are valid',
    ]);
  });

  it('shows the warnings of a valid file', () => {
    const warning = { ...finding, severity: 'warning' } as const;

    expect(text([aFile({ findings: [warning] })])).toContain('lenses/a.json:4:9 warning ');
  });

  it('makes a hostile file name, message and line printable', () => {
    const hostile = { ...finding, line: 1, message: 'Found \u001b]0;title\u0007 \u202e' };

    const shown = text([
      aFile({ file: 'a\u001b[31m\n.json', valid: false, findings: [hostile], text: '\u001b[2J\u202e' }),
    ]);

    expect(shown.split('\n')).toHaveLength(5);
    expect(shown.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
  });

  it('folds findings that differ in their place only, errors before warnings', () => {
    const warning = {
      ...finding,
      severity: 'warning',
      rule: 'unknown-key',
      message: 'Found key "x"',
    } as const;
    const findings = [
      ...Array.from({ length: 96 }, (_, index) => ({ ...warning, line: index + 1 })),
      { ...finding, line: 50 },
    ];

    const lines = text([aFile({ valid: false, findings })])
      .split('\n')
      .filter((line) => !line.includes(' |'));

    expect(lines).toEqual([
      'lenses/a.json:50:9 error Found 200 characters, wanted at most 128 [title-length]',
      '    Shorten the title',
      'lenses/a.json:1:9 warning 96 times: Found key "x" [unknown-key]',
      '    Shorten the title',
      '    Also on lines 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 85 more',
      '0 of 1 file is valid',
    ]);
  });

  it('leaves warnings out when only errors are wanted, and counts them all the same', () => {
    const warning = { ...finding, severity: 'warning' } as const;
    const files = [
      aFile({ findings: [warning] }),
      aFile({ file: 'b.json', valid: false, findings: [finding] }),
    ];

    const shown = validationText({ files, skipped: [] }, {}, { errorsOnly: true });

    expect(shown).toMatch(/^lenses\/a\.json +0 +1 +valid$/m);
    expect(shown).not.toMatch(/ warning /);
    expect(shown).toMatch(/^b\.json:4:9 error /);
  });

  it('puts invalid files first and names what was skipped at the end of the table', () => {
    const warning = { ...finding, severity: 'warning' } as const;
    const files = [
      aFile({ file: 'a.json' }),
      aFile({ file: 'b.json', findings: [warning] }),
      aFile({ file: 'c.json', valid: false, findings: [finding] }),
    ];

    const table = text(files, [{ file: 'package\u001b.json', reason: 'it is no lens' }])
      .split('\n')
      .slice(-6);

    expect(table).toEqual([
      'File    Errors  Warnings  Verdict',
      'c.json       1         0  invalid',
      'b.json       0         1  valid',
      'a.json       0         0  valid',
      'package\\u001b.json skipped: it is no lens',
      '2 of 3 files are valid',
    ]);
  });

  it('fits a narrow terminal', () => {
    const files = [aFile({ file: `lenses/${'long-'.repeat(20)}name.json` }), aFile()];

    const lines = validationText({ files, skipped: [] }, { columns: 60 }).split('\n');

    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(60);
    expect(lines.join('').replaceAll(' ', '')).toContain(files[0]?.file);
  });

  it('stays quick with a thousand findings in one long line', () => {
    const findings = Array.from({ length: 1000 }, (_, index) => ({
      ...finding,
      line: 1,
      column: index * 400,
    }));
    const processorTime = startProcessorTime();

    text([aFile({ findings, text: 'é'.repeat(400_000) })]);

    expect(processorTime()).toBeLessThan(2000);
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
      JSON.parse(
        validationJson({
          files: [aFile({ valid: false, findings: [finding], text: 'secret' })],
          skipped: [{ file: 'package.json', reason: 'It is no lens' }],
        }),
      ),
    ).toEqual({
      files: [{ file: 'lenses/a.json', valid: false, digest: 'd1', findings: [finding] }],
      skipped: [{ file: 'package.json', reason: 'It is no lens' }],
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
