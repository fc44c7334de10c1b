import { displayWidth, graphemesOf, graphemeWidth } from './display-width.ts';
import { printable } from './printable.ts';
import { type Colour, type Paint, unpainted } from './text-colour.ts';

/** One line of text before it is fitted to a terminal. */
export interface TextLine {
  readonly text: string;
  /** Indentation in steps of two columns. */
  readonly depth?: number;
  /** A sign before the text, such as `+`. Continuation lines are aligned with the text. */
  readonly mark?: string;
  readonly colour?: Colour;
}

/** How a text is shown. */
export interface Fit {
  /** Columns of the terminal; infinite: lines are not broken. */
  readonly columns?: number;
  readonly paint?: Paint;
  /** Show every item of each list instead of the first ones and a count. */
  readonly everything?: boolean;
}

const STEP = '  ';
/** The least number of columns for a text that is broken into lines. */
const NARROWEST_TEXT = 16;

/** Escapes lines, breaks them between words to fit the terminal, and paints them. */
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

/** Breaks a text into parts of at most the given number of columns, at spaces where possible. */
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

/** The word if it fits, otherwise its pieces. */
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
