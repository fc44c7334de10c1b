import { fitLines } from '../../report/text-lines.ts';

/** As wide as commander takes a stream that is no terminal to be. */
const COLUMNS = 80;

/**
 * The end of a command's `--help`: what somebody wants, then what to type, which is never broken.
 *
 * @param lines pairs of a wish and a command line
 */
export function examples(...lines: readonly (readonly [wish: string, command: string])[]): () => string {
  return () => {
    const columns = process.stdout.columns ?? COLUMNS;
    return ['', 'Examples:', ...lines.map((line) => exampleText(line, columns))].join('\n');
  };
}

function exampleText([wish, command]: readonly [string, string], columns: number): string {
  return `${fitLines([{ depth: 1, mark: '#', text: wish }], { columns })}\n  lenskeeper ${command}`;
}
