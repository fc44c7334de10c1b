import { displayWidth, graphemesOf, graphemeWidth } from './display-width.ts';
import { printable } from './printable.ts';
import { type Colour, type Paint, unpainted } from './text-colour.ts';

/** One line for people before it is fitted to a terminal. */
export interface TextLine {
  readonly text: string;
  /** Steps of two columns from the left. */
  readonly depth?: number;
  /** A sign before the text, such as `+`; further lines of the same text stand under the text. */
  readonly mark?: string;
  readonly colour?: Colour;
}

/** How a reader sees a text. */
export interface Fit {
  /** Columns of the terminal; infinite: no line is broken. */
  readonly columns?: number;
  readonly paint?: Paint;
  /** Every item of each list, instead of the first ones and a count. */
  readonly everything?: boolean;
}

const STEP = '  ';
/** Broken narrower than this, a text is a column of letters. */
const NARROWEST_TEXT = 16;

/** Lines made harmless, broken between words to fit the terminal, then painted. */
export function fitLines(
  lines: readonly TextLine[],
  { columns = Number.POSITIVE_INFINITY, paint = unpainted }: Fit = {},
): string {
  return lines
    .flatMap(({ text, depth = 0, mark, colour }) => {
      const indent = STEP.repeat(depth);
      const sign = mark === undefined ? '' : `${mark} `;
      const hang = ' '.repeat(sign.length);
      const room = Math.max(NARROWEST_TEXT, columns - indent.length - sign.length);
      return breakWords(printable(text), room).map((part, index) => {
        const line = `${indent}${index === 0 ? sign : hang}${part}`.trimEnd();
        return colour === undefined || line === '' ? line : paint(colour, line);
      });
    })
    .join('\n');
}

/** A text in parts of at most so many columns, broken at spaces where it can be. */
export function breakWords(text: string, columns: number): readonly string[] {
  if (displayWidth(text) <= columns) return [text];
  const parts: string[] = [];
  let part = '';
  for (const word of text.split(' ').flatMap((long) => breakWord(long, columns))) {
    const longer = part === '' ? word : `${part} ${word}`;
    if (displayWidth(longer) <= columns) {
      part = longer;
      continue;
    }
    if (part !== '') parts.push(part);
    part = word;
  }
  return [...parts, part];
}

/** A word that fits, or its pieces. */
function breakWord(word: string, columns: number): readonly string[] {
  if (displayWidth(word) <= columns) return [word];
  const pieces: string[] = [];
  let piece = '';
  let width = 0;
  for (const grapheme of graphemesOf(word)) {
    const more = graphemeWidth(grapheme);
    if (width + more > columns) {
      pieces.push(piece);
      piece = '';
      width = 0;
    }
    piece += grapheme;
    width += more;
  }
  return [...pieces, piece];
}
