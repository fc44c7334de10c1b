import { counted } from './counted.ts';
import { printable } from './printable.ts';
import { sourceExcerpt } from './validation-excerpt.ts';
import type { FileReport } from './validation-report.ts';

/** Findings in the form `file:line:column`, which editors and terminals make links of, with the line that is meant. */
export function validationText(files: readonly FileReport[]): string {
  const valid = files.filter((file) => file.valid).length;
  return [
    ...files.flatMap(findingsOf),
    `${valid} of ${counted(files.length, 'file is', 'files are')} valid`,
  ].join('\n');
}

function findingsOf({ file, findings, text }: FileReport): string[] {
  if (findings.length === 0) return [];
  const lines = text.split(/\r\n|[\r\n]/);
  return findings.flatMap(({ line, column, severity, rule, message, mend }) => [
    printable(`${file}:${line}:${column} ${severity} ${message} [${rule}]`),
    ...sourceExcerpt(lines[line - 1] ?? '', line, column),
    printable(`    ${mend}`),
  ]);
}
