import type { JsonPath } from '../json/json-path.ts';
import { codePointOf, quote } from '../quote.ts';
import type { Found } from './rule.ts';

/**
 * What the importer takes in names, titles and descriptions: observed, not documented. Everything else fails the
 * import with a ValidationException. Letters outside ASCII were never seen to pass.
 */
const REJECTED = /[^A-Za-z0-9 \r\n\-_.,:/()@!&#+'?\u2019]/u;

/** Enough to see what is wrong with a text; the rest is reported when these are fixed. */
const MOST_PER_TEXT = 10;

/** What reads the same and is allowed. */
const REPLACEMENTS = new Map([
  [';', ','],
  ['%', ' percent'],
  ['<', 'less than'],
  ['>', 'more than'],
  ['≤', 'at most'],
  ['≥', 'at least'],
  ['=', 'is'],
  ['≠', 'is not'],
  ['*', '-'],
  ['•', '-'],
  ['–', '-'],
  ['—', '-'],
  ['−', '-'],
  ['‑', '-'],
  ['~', 'about'],
  ['$', 'USD'],
  ['€', 'EUR'],
  ['£', 'GBP'],
  ['"', "'"],
  ['`', "'"],
  ['‘', "'"],
  ['“', "'"],
  ['”', "'"],
  ['„', "'"],
  ['«', "'"],
  ['»', "'"],
  ['[', '('],
  [']', ')'],
  ['{', '('],
  ['}', ')'],
  ['|', '/'],
  ['\\', '/'],
  ['→', 'to'],
  ['×', 'x'],
  ['…', '...'],
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['Æ', 'AE'],
  ['œ', 'oe'],
  ['Œ', 'OE'],
  ['ø', 'o'],
  ['Ø', 'O'],
  ['ł', 'l'],
  ['Ł', 'L'],
]);

/** Each different character of `text` that the importer rejects, at its first place, with what to write for it. */
export function* restrictedCharactersIn(
  text: string,
  longest: number,
  where: string,
  path: JsonPath,
): Generator<Found> {
  if (!REJECTED.test(text)) return;
  const canReplace = lengthOfPlain(text) <= Math.max(longest, text.length);
  const seen = new Set<string>();
  let index = 0;
  for (const character of text) {
    if (seen.size === MOST_PER_TEXT) return;
    if (REJECTED.test(character) && !seen.has(character)) {
      seen.add(character);
      yield rejected(character, adviceOn(character, text, canReplace), where, path, index);
    }
    index += character.length;
  }
}

function rejected(character: string, mend: string, where: string, path: JsonPath, index: number): Found {
  const isLetter = /\p{L}/u.test(character);
  const found = `found ${quote(character)} (${codePointOf(character)})`;
  return {
    rule: isLetter ? 'restricted-letter' : 'restricted-character',
    severity: 'error',
    message: isLetter
      ? `Cannot import ${where}: ${found}, wanted letters A to Z only`
      : `Cannot import ${where}: ${found}, wanted letters, digits, spaces and - _ . , : / ( ) @ ! & # + ' ? only`,
    mend,
    path,
    at: { character: index },
  };
}

function adviceOn(character: string, text: string, canReplace: boolean): string {
  const replacement = canReplace ? replacementFor(character) : undefined;
  const count = text.split(character).length - 1;
  if (replacement !== undefined) {
    return `Write ${JSON.stringify(replacement)} in its place${count > 1 ? `, ${count} times` : ''}`;
  }
  const isOnly = text.replaceAll(character, '').trim() === '';
  return isOnly
    ? 'Write the text in words'
    : `Remove it${count > 1 ? ` ${count} times` : ''}, or say it in words`;
}

/** How long the text is when everything that can be replaced is; long words may take it over its limit. */
function lengthOfPlain(text: string): number {
  let length = 0;
  for (const character of text) {
    length += (REJECTED.test(character) ? replacementFor(character) : undefined)?.length ?? character.length;
  }
  return length;
}

function replacementFor(character: string): string | undefined {
  const known = REPLACEMENTS.get(character);
  if (known !== undefined) return known;
  if (/\s/u.test(character)) return ' ';
  const plain = character.normalize('NFKD').replace(/\p{M}/gu, '');
  return plain !== '' && !REJECTED.test(plain) ? plain : undefined;
}
