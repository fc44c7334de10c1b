import { codePointOf, quote } from '../quote.ts';
import { type Literal, piecesOf } from '../yaml/literal.ts';
import { plainFormOf } from './plain-form.ts';

/** What is to be written in place of a literal. */
export interface FixedText {
  /** The literal as it is to be written. */
  readonly source: string;
  /** What it then stands for. */
  readonly text: string;
  readonly notes: readonly FixNote[];
}

interface FixNote {
  /** Such as `wrote "-" for "–" (U+2013)`. */
  readonly what: string;
  /** Where it was first done, in the text as it was. */
  readonly character: number;
}

/**
 * Writes a restricted text with characters that the importer takes, and without white space around it, changing nothing
 * else of the way it is written; nothing when it is right as it is.
 *
 * @param isTrimmed whether white space around the text goes; only quoted literals hold any that is meant as such
 */
export function fixText(literal: Literal, text: string, isTrimmed: boolean): FixedText | undefined {
  const notes = new Map<string, FixNote>();
  let character = 0;
  let plain = '';
  for (const found of text) {
    const form = plainFormOf(found);
    if (form !== undefined && !notes.has(found)) {
      const wrote = form === '' ? 'removed' : `wrote ${JSON.stringify(form)} for`;
      notes.set(found, { what: `${wrote} ${quote(found)} (${codePointOf(found)})`, character });
    }
    plain += form ?? found;
    character += found.length;
  }
  const isQuoted = literal.style === 'double' || literal.style === 'single';
  // Without quotes YAML itself leaves out what surrounds a text; a block ends as its head says.
  const trimmed = (isTrimmed && isQuoted) || literal.style === 'plain' ? plain.trim() : plain;
  if (trimmed.trim() === '' || trimmed === text) return undefined;
  const trimNote = { what: 'removed the white space around the text', character: 0 };
  return {
    source: rewrite(literal, trimmed, isQuoted && trimmed !== plain),
    text: trimmed,
    notes: [...notes.values(), ...(isQuoted && trimmed !== plain ? [trimNote] : [])],
  };
}

function rewrite(literal: Literal, fixed: string, isTrimmed: boolean): string {
  const pieces = piecesOf(literal).map((piece) => {
    const form = piece.text === '' ? undefined : plainFormOf(piece.text);
    if (form === undefined) return piece;
    return { source: literal.style === 'single' ? form.replaceAll("'", "''") : form, text: form };
  });
  if (isTrimmed) {
    const isInk = ({ text }: { text: string }) => text.trim() !== '';
    const first = pieces.findIndex(isInk);
    const last = pieces.findLastIndex(isInk);
    return [pieces[0], ...pieces.slice(first, last + 1), pieces.at(-1)]
      .map((piece) => piece?.source)
      .join('');
  }
  const source = pieces.map((piece) => piece.source).join('');
  // Without quotes, a comma or colon may end the text, a quote or dash begin something else, and # a comment.
  const isSign = /^['"-]/.test(source) || /: | #|:$/.test(fixed) || literal.source.includes(';');
  return literal.style === 'plain' && isSign ? JSON.stringify(fixed) : source;
}
