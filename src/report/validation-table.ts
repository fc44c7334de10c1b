import { displayWidth } from './display-width.ts';
import { printable } from './printable.ts';
import { type Colour, unpainted } from './text-colour.ts';
import { type Fit, fitLines } from './text-lines.ts';
import { countFindings, type ValidationReport } from './validation-report.ts';

const HEAD = ['File', 'Errors', 'Warnings', 'Verdict'] as const;
/** Columns of the table without the file's name. */
const BESIDE = 28;
const NARROWEST = 12;

interface Row {
  readonly file: string;
  readonly errors: string;
  readonly warnings: string;
  readonly verdict: string;
  readonly colour: Colour;
}

/** File, errors, warnings, verdict; then skipped files with the reason. A long name has its own line. */
export function validationTable({ files, skipped }: ValidationReport, fit: Fit = {}): string {
  const { columns = Number.POSITIVE_INFINITY, paint = unpainted } = fit;
  const rows = files.map((file): Row => {
    const { errors, warnings } = countFindings(file);
    return {
      file: printable(file.file),
      errors: String(errors),
      warnings: String(warnings),
      verdict: file.valid ? 'valid' : 'invalid',
      colour: file.valid ? (warnings > 0 ? 'yellow' : 'green') : 'red',
    };
  });
  const room = Math.max(NARROWEST, columns - BESIDE);
  const fitting = rows.map(({ file }) => displayWidth(file)).filter((width) => width <= room);
  const width = Math.max(HEAD[0].length, ...fitting);
  const line = (file: string, errors: string, warnings: string, verdict: string) =>
    `${file}${' '.repeat(Math.max(0, width - displayWidth(file)))}  ${errors.padStart(HEAD[1].length)}  ${warnings.padStart(HEAD[2].length)}  ${verdict}`;
  return [
    '',
    paint('bold', line(...HEAD)),
    ...rows.flatMap(({ file, errors, warnings, verdict, colour }) => {
      if (displayWidth(file) <= width) return [paint(colour, line(file, errors, warnings, verdict))];
      return [fitLines([{ text: file, colour }], fit), paint(colour, line('', errors, warnings, verdict))];
    }),
    ...skipped.map(({ file, reason }) =>
      fitLines([{ text: `${file} skipped: ${reason}`, colour: 'dim' }], fit),
    ),
  ].join('\n');
}
