import { printable } from '../report/printable.ts';

/** A word as it has to be typed, so that a shell takes it for that word alone; what acts on a terminal is escaped. */
export function shellWord(word: string): string {
  const shown = printable(word);
  return /^[\w@%+=:,./-]+$/.test(shown) ? shown : `'${shown.replaceAll("'", "'\\''")}'`;
}
