import { printable } from './printable.ts';

/** Formats text as code. The fence is longer than any sequence of backticks in the text. */
export function code(text: string): string {
  const plain = printable(text.replace(/\s+/gu, ' ')).trim() || '-';
  const rows = plain.match(/`+/g) ?? [];
  const fence = '`'.repeat(Math.max(0, ...rows.map((row) => row.length)) + 1);
  const space = plain.startsWith('`') || plain.endsWith('`') ? ' ' : '';
  return `${fence}${space}${plain}${space}${fence}`;
}

/** Formats text as code in a table cell, where a bar would end the cell. */
export function codeCell(text: string): string {
  return code(text).replaceAll('|', '\\|');
}

/** A comment on GitHub holds 65,536 characters. */
export const LONGEST_COMMENT = 60_000;
