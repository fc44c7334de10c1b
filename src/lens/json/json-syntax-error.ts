import { quote } from '../quote.ts';

/** What stops a text from being JSON, at an offset in it. Never leaves the parser. */
export class JsonSyntaxError extends Error {
  override readonly name = 'JsonSyntaxError';
  readonly offset: number;
  readonly rule: string;
  readonly mend: string;

  constructor(offset: number, problem: { rule: string; message: string; mend: string }) {
    super(`Cannot parse JSON: ${problem.message}`);
    this.offset = offset;
    this.rule = problem.rule;
    this.mend = problem.mend;
  }
}

/** What is wanted after the value of a file. */
export const END_OF_FILE = 'the end of the file';

/** Refuses what stands at `offset` of `text`, saying what it is and what was wanted in its place. */
export function refuse(text: string, offset: number, wanted: string): never {
  const word = wordAt(text, offset);
  if (word === '#' || /^\/[/*]/.test(text.slice(offset, offset + 2))) {
    throw new JsonSyntaxError(offset, {
      rule: 'json-comment',
      message: `found a comment, wanted ${wanted}`,
      mend: 'Remove the comment; JSON has none',
    });
  }
  throw new JsonSyntaxError(offset, {
    rule: 'json-syntax',
    message: `found ${word === '' ? 'the end of the file' : quote(word)}, wanted ${wanted}`,
    mend: adviceOn(word, wanted),
  });
}

function adviceOn(word: string, wanted: string): string {
  if (word === "'") return 'Use double quotes';
  // After the last member or item only the bracket can be missing.
  const [, close] = /^',' or ('.')$/.exec(wanted) ?? [];
  if (close !== undefined && /^[}\]]?$/.test(word)) return `Write ${close} here`;
  return wanted === END_OF_FILE ? 'Remove everything from here on' : `Write ${wanted} here`;
}

/** The letters, digits and signs that stand at `offset`, or the one character there; empty at the end. */
export function wordAt(text: string, offset: number): string {
  const word = /[\w.+-]{1,60}|./suy;
  word.lastIndex = offset;
  return word.exec(text)?.[0] ?? '';
}
