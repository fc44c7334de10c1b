import { fitLines } from '../../report/text-lines.ts';

/** The width that commander assumes for a stream that is not a terminal. */
const COLUMNS = 80;

/**
 * The examples at the end of a command's `--help`. Command lines are never broken.
 *
 * @param lines pairs of a purpose and a command line
 */
export function examples(...lines: readonly (readonly [purpose: string, command: string])[]): () => string {
  return () => {
    const columns = process.stdout.columns ?? COLUMNS;
    return ['', 'Examples:', ...lines.map((line) => exampleText(line, columns))].join('\n');
  };
}

function exampleText([purpose, command]: readonly [string, string], columns: number): string {
  return `${fitLines([{ depth: 1, mark: '#', text: purpose }], { columns })}\n  lenskeeper ${command}`;
}
