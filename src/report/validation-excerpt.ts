import { graphemeWidth } from './display-width.ts';
import { printable } from './printable.ts';

/** The most columns of a line's text. Of a longer line the part around the place is shown. */
const WIDEST = 100;
/** Columns of the line number and the signs of a cut. */
const AROUND = 10;
/** The columns of the shown part before the place. */
const BEFORE = 0.6;
const TAB = '    ';
const CUT = '…';
/** The rest of a longer line is not read, so that reports on files without line breaks stay fast. */
const MOST_UNITS = 400;

/**
 * The line of a text with a caret under the column, for a terminal: two lines, both indented. Tabs become spaces,
 * characters that control the terminal are escaped, and wide characters count as two columns.
 *
 * @param line the line without its end
 * @param column 1-based, in UTF-16 code units
 * @param columns of the terminal
 */
export function sourceExcerpt(
  line: string,
  lineNumber: number,
  column: number,
  columns = Number.POSITIVE_INFINITY,
): string[] {
  const widest = Math.min(WIDEST, columns - AROUND);
  const most = Math.floor(widest * BEFORE);
  const place = Math.min(column - 1, line.length);
  const start = wholeCharacter(line, Math.max(0, place - MOST_UNITS));
  const end = wholeCharacter(line, place + MOST_UNITS);
  const before = cellsOf(line.slice(start, place));
  const after = cellsOf(line.slice(place, end));

  const isCutBefore = start > 0 || widthOf(before) > most;
  const shownBefore = isCutBefore ? takeWidth(before.reverse(), most).reverse() : before;
  const room = widest - widthOf(shownBefore);
  const isCutAfter = end < line.length || widthOf(after) > room;
  const shownAfter = isCutAfter ? takeWidth(after, room) : after;

  const gutter = `${String(lineNumber).padStart(5)} | `;
  const shown = `${isCutBefore ? CUT : ''}${textOf(shownBefore)}${textOf(shownAfter)}${isCutAfter ? CUT : ''}`;
  const indent = widthOf(shownBefore) + (isCutBefore ? 1 : 0);
  return [`${gutter}${shown}`.trimEnd(), `${' '.repeat(gutter.length - 2)}| ${' '.repeat(indent)}^`];
}

interface Cell {
  readonly text: string;
  /** In columns of a terminal. */
  readonly width: number;
}

function cellsOf(text: string): Cell[] {
  return Array.from(text, (character) => {
    if (character === '\t') return { text: TAB, width: TAB.length };
    const shown = printable(character);
    return { text: shown, width: shown === character ? graphemeWidth(character) : shown.length };
  });
}

function takeWidth(cells: readonly Cell[], most: number): Cell[] {
  let width = 0;
  const end = cells.findIndex((cell) => {
    width += cell.width;
    return width > most;
  });
  return cells.slice(0, end === -1 ? cells.length : end);
}

function widthOf(cells: readonly Cell[]): number {
  return cells.reduce((sum, { width }) => sum + width, 0);
}

function textOf(cells: readonly Cell[]): string {
  return cells.map(({ text }) => text).join('');
}

/** The index, or the index before it where it points between the halves of a character. */
function wholeCharacter(line: string, index: number): number {
  return (line.codePointAt(index - 1) ?? 0) > 0xffff ? index - 1 : index;
}
