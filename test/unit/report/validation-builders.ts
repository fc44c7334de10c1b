import type { FileReport } from '../../../src/report/validation-report.ts';

export const aFile = (file: Partial<FileReport> = {}): FileReport => ({
  file: 'lenses/a.json',
  valid: true,
  digest: 'd1',
  findings: [],
  text: '{}',
  ...file,
});

export const finding = {
  rule: 'title-length',
  severity: 'error',
  message: 'Found 200 characters, wanted at most 128',
  mend: 'Shorten the title',
  path: '$.name',
  line: 4,
  column: 9,
} as const;
