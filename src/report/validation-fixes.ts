import type { Fixing } from '../lens/fix/fix-lens.ts';
import { counted } from './counted.ts';
import { printable } from './printable.ts';

/** What `validate --fix` did to a file, and whether it is another lens now. */
export function fixesText(file: string, { fixes, changesContent }: Fixing): string {
  const lines = fixes.map(
    ({ line, column, what, path }) => `${file}:${line}:${column} fixed ${path}: ${what}`,
  );
  const effect = changesContent ? 'its digest changes with them' : 'its content is the same';
  return [...lines, `${file}: ${counted(fixes.length, 'fix', 'fixes')}, ${effect}`].map(printable).join('\n');
}
