import type { Finding } from '../lens/finding.ts';
import { counted } from './counted.ts';
import { printable } from './printable.ts';

/** One file of `validate --json`. */
export interface FileReport {
  readonly file: string;
  readonly valid: boolean;
  readonly digest: string;
  readonly findings: readonly Finding[];
}

/** Findings in the form `file:line:column`, which editors and terminals make links of. */
export function validationText(files: readonly FileReport[]): string {
  const lines = files.flatMap(({ file, findings }) =>
    findings.flatMap(({ line, column, severity, rule, message, mend }) => [
      printable(`${file}:${line}:${column} ${severity} ${message} [${rule}]`),
      printable(`    ${mend}`),
    ]),
  );
  const valid = files.filter((file) => file.valid).length;
  return [...lines, `${valid} of ${counted(files.length, 'file is', 'files are')} valid`].join('\n');
}
