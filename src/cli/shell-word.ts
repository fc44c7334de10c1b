import { printable } from '../report/printable.ts';

/** Quotes a word for a shell; characters that control a terminal are escaped. */
export function shellWord(word: string): string {
  const shown = printable(word);
  return /^[\w@%+=:,./-]+$/.test(shown) ? shown : `'${shown.replaceAll("'", "'\\''")}'`;
}
