/** Texts up to this length are shown whole. */
const SHOWN_WHOLE = 100;
/** How many characters are kept around the part that differs. */
const CONTEXT = 30;
/** A part that differs is cut in the middle beyond this. */
const LONGEST = 300;

/** Two versions of a text, reduced to where they differ, so that one word in 2,000 characters is found at a glance. */
export function excerptsOf(
  before: string,
  after: string,
): { readonly before: string; readonly after: string } {
  if (before.length <= SHOWN_WHOLE && after.length <= SHOWN_WHOLE) return { before, after };
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  const from = wordStart(before, start - CONTEXT);
  return {
    before: cut(before, from, wordEnd(before, before.length - end + CONTEXT)),
    after: cut(after, from, wordEnd(after, after.length - end + CONTEXT)),
  };
}

/** A text cut to a readable length. */
export function excerptOf(text: string): string {
  return text.length <= SHOWN_WHOLE ? text : `${text.slice(0, wordEnd(text, SHOWN_WHOLE - 1))}…`;
}

function cut(text: string, from: number, to: number): string {
  const part =
    to - from <= LONGEST
      ? text.slice(from, to)
      : `${text.slice(from, from + LONGEST / 2)} … ${text.slice(to - LONGEST / 2, to)}`;
  return `${from > 0 ? '…' : ''}${part.toWellFormed()}${to < text.length ? '…' : ''}`;
}

/** Back to the start of the word that holds the index, as far as one is near. */
function wordStart(text: string, index: number): number {
  if (index <= 0) return 0;
  const space = text.lastIndexOf(' ', index);
  return space > index - CONTEXT ? space + 1 : index;
}

function wordEnd(text: string, index: number): number {
  if (index >= text.length) return text.length;
  const space = text.indexOf(' ', index);
  return space !== -1 && space < index + CONTEXT ? space : Math.min(index + CONTEXT, text.length);
}
