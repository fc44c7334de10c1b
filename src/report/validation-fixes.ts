import type { Fixing } from '../lens/fix/fix-lens.ts';
import { counted } from './counted.ts';
import { printable } from './printable.ts';

/** The fixes of `validate --fix` in a file, and whether they change its content. */
export function fixesText(file: string, { fixes, changesContent }: Fixing): string {
  const lines = fixes.map(
    ({ line, column, what, path }) => `${file}:${line}:${column} fixed ${path}: ${what}`,
  );
  const effect = changesContent ? 'which change its digest' : 'which do not change its content';
  return [...lines, `${file}: ${counted(fixes.length, 'fix', 'fixes')}, ${effect}`].map(printable).join('\n');
}
