import { counted } from './counted.ts';
import { foldFindings } from './fold-findings.ts';
import { type Fit, fitLines } from './text-lines.ts';
import { sourceExcerpt } from './validation-excerpt.ts';
import { countFindings, type FileReport, type ValidationReport } from './validation-report.ts';
import { validationTable } from './validation-table.ts';

/** The most line numbers that are listed for equal findings. */
const MOST_LINES = 10;

/**
 * Findings in the form `file:line:column`, which editors and terminals turn into links, with the source line. With
 * several files, those with errors come first and a table of all files ends the text.
 *
 * @param options.errorsOnly warnings are counted, not shown
 */
export function validationText(
  { files, skipped }: ValidationReport,
  fit: Fit = {},
  { errorsOnly = false } = {},
): string {
  const sorted = [...files].sort((a, b) => rank(a) - rank(b));
  const valid = files.filter((file) => file.valid).length;
  const text = `${valid} of ${counted(files.length, 'file is', 'files are')} valid`;
  const isTable = files.length + skipped.length > 1;
  return [
    ...sorted.flatMap((file) => findingsOf(file, fit, errorsOnly)),
    ...(isTable ? [validationTable({ files: sorted, skipped }, fit)] : []),
    fitLines([{ text, colour: valid === files.length ? 'green' : 'red' }], fit),
  ].join('\n');
}

/** Invalid files, then files with warnings, then the others. */
function rank(file: FileReport): number {
  if (!file.valid) return 0;
  return countFindings(file).warnings > 0 ? 1 : 2;
}

function findingsOf({ file, findings, text }: FileReport, fit: Fit, errorsOnly: boolean): string[] {
  const shown = errorsOnly ? findings.filter(({ severity }) => severity === 'error') : findings;
  if (shown.length === 0) return [];
  const lines = text.split(/\r\n|[\r\n]/);
  return foldFindings(shown).flatMap(({ finding, others }) => {
    const { line, column, severity, rule, message, mend } = finding;
    const times = others.length === 0 ? '' : `${others.length + 1} times: `;
    return [
      fitLines(
        [
          {
            text: `${file}:${line}:${column} ${severity} ${times}${message} [${rule}]`,
            colour: severity === 'error' ? 'red' : 'yellow',
          },
        ],
        fit,
      ),
      ...sourceExcerpt(lines[line - 1] ?? '', line, column, fit.columns),
      fitLines(
        [{ depth: 2, text: mend }, ...(others.length === 0 ? [] : [{ depth: 2, text: alsoAt(others) }])],
        fit,
      ),
    ];
  });
}

function alsoAt(others: readonly number[]): string {
  const lines = [...new Set(others)];
  const more = lines.length > MOST_LINES ? ` and ${lines.length - MOST_LINES} more` : '';
  return `Also on ${lines.length === 1 ? 'line' : 'lines'} ${lines.slice(0, MOST_LINES).join(', ')}${more}`;
}
