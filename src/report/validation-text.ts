import { counted } from './counted.ts';
import { type Fit, fitLines } from './text-lines.ts';
import { sourceExcerpt } from './validation-excerpt.ts';
import type { FileReport } from './validation-report.ts';

/** Findings in the form `file:line:column`, which editors and terminals make links of, with the line that is meant. */
export function validationText(files: readonly FileReport[], fit: Fit = {}): string {
  const valid = files.filter((file) => file.valid).length;
  const text = `${valid} of ${counted(files.length, 'file is', 'files are')} valid`;
  return [
    ...files.flatMap((file) => findingsOf(file, fit)),
    fitLines([{ text, colour: valid === files.length ? 'green' : 'red' }], fit),
  ].join('\n');
}

function findingsOf({ file, findings, text }: FileReport, fit: Fit): string[] {
  if (findings.length === 0) return [];
  const lines = text.split(/\r\n|[\r\n]/);
  return findings.flatMap(({ line, column, severity, rule, message, mend }) => [
    fitLines(
      [
        {
          text: `${file}:${line}:${column} ${severity} ${message} [${rule}]`,
          colour: severity === 'error' ? 'red' : 'yellow',
        },
      ],
      fit,
    ),
    ...sourceExcerpt(lines[line - 1] ?? '', line, column, fit.columns),
    fitLines([{ depth: 2, text: mend }], fit),
  ]);
}
