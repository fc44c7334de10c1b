import { describe, expect, it } from 'vitest';
import { type FileReport, validationText } from '../../../src/report/validation-report.ts';

const aFile = (file: Partial<FileReport> = {}): FileReport => ({
  file: 'lenses/a.json',
  valid: true,
  digest: 'd1',
  findings: [],
  ...file,
});

const finding = {
  rule: 'title-length',
  severity: 'error',
  message: 'Found 200 characters, wanted at most 128',
  mend: 'Shorten the title',
  path: '$.name',
  line: 4,
  column: 9,
} as const;

describe('validationText', () => {
  it('counts the valid files', () => {
    expect(validationText([aFile(), aFile({ file: 'lenses/b.json' })])).toBe('2 of 2 files are valid');
  });

  it('begins each finding with file, line and column, so that editors link to it', () => {
    const text = validationText([
      aFile(),
      aFile({ file: 'lenses/b.json', valid: false, findings: [finding] }),
    ]);

    expect(text.split('\n')).toEqual([
      'lenses/b.json:4:9 error Found 200 characters, wanted at most 128 [title-length]',
      '    Shorten the title',
      '1 of 2 files are valid',
    ]);
  });

  it('shows the warnings of a valid file', () => {
    const warning = { ...finding, severity: 'warning' } as const;

    expect(validationText([aFile({ findings: [warning] })])).toContain('lenses/a.json:4:9 warning ');
  });

  it('makes a hostile file name and message printable', () => {
    const hostile = { ...finding, message: 'Found \u001b]0;title\u0007 \u202e' };

    const text = validationText([aFile({ file: 'a\u001b[31m\n.json', valid: false, findings: [hostile] })]);

    expect(text.split('\n')).toHaveLength(3);
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
  });
});
