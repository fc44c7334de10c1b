/** Texts up to this length are shown whole. */
const SHOWN_WHOLE = 100;
/** Characters shown before and after the difference. */
const CONTEXT = 30;
/** A longer difference is cut in the middle. */
const LONGEST = 300;

/** Reduces two versions of a text to the part that differs. */
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

/** The start of the word at the index, if it is near. */
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
