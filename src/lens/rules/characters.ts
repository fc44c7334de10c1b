import type { JsonPath } from '../json/json-path.ts';
import { codePointOf, quote } from '../quote.ts';
import type { Found } from './rule.ts';

/**
 * What the importer takes in names, titles and descriptions: observed, not documented. Everything else fails the
 * import with a ValidationException. Letters outside ASCII were never seen to pass.
 */
const REJECTED = /[^A-Za-z0-9 \r\n\-_.,:/()@!&#+'?\u2019]/u;

/** Enough to see what is wrong with a text; the rest follows after mending these. */
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
export function* restrictedCharactersIn(text: string, where: string, path: JsonPath): Generator<Found> {
  if (!REJECTED.test(text)) return;
  const seen = new Set<string>();
  let index = 0;
  for (const character of text) {
    if (seen.size === MOST_PER_TEXT) return;
    if (REJECTED.test(character) && !seen.has(character)) {
      seen.add(character);
      yield rejected(character, where, path, index);
    }
    index += character.length;
  }
}

function rejected(character: string, where: string, path: JsonPath, index: number): Found {
  const isLetter = /\p{L}/u.test(character);
  const found = `found ${quote(character)} (${codePointOf(character)})`;
  const replacement = replacementFor(character);
  return {
    rule: isLetter ? 'restricted-letter' : 'restricted-character',
    severity: 'error',
    message: isLetter
      ? `Cannot import ${where}: ${found}, wanted letters A to Z only`
      : `Cannot import ${where}: ${found}, wanted letters, digits, spaces and - _ . , : / ( ) @ ! & # + ' ? only`,
    mend:
      replacement === undefined
        ? 'Remove it or say it in words'
        : `Write ${JSON.stringify(replacement)} in its place`,
    path,
    at: { character: index },
  };
}

function replacementFor(character: string): string | undefined {
  const known = REPLACEMENTS.get(character);
  if (known !== undefined) return known;
  if (/\s/u.test(character)) return ' ';
  const plain = character.normalize('NFKD').replace(/\p{M}/gu, '');
  return plain !== '' && !REJECTED.test(plain) ? plain : undefined;
}
