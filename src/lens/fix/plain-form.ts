/** Signs that are typed or pasted for one of the same use that the importer takes. */
const SIGNS = new Map([
  ...pairs('"`´‘‚‛“”„‟′″«»‹›', "'"),
  ...pairs('‐‑‒–—―−•‣◦▪●', '-'),
  ...pairs('…', '...'),
  ...pairs(';', ','),
  ...pairs('[', '('),
  ...pairs(']', ')'),
  // Invisible characters: zero-width space, word joiner, byte-order mark, soft hyphen.
  ...pairs('\u200b\u2060\ufeff\u00ad', ''),
]);

/** Some languages write these letters with a second one and some do not: a person must decide. */
const LEFT_TO_PEOPLE = /[äöüÄÖÜ]/;
/** Ligatures such as ﬁ, and the letters and digits of East Asian width. */
const OTHER_WIDTH = /[\ufb00-\ufb06\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/;

/**
 * What reads the same as a character that the importer rejects, and is safe to write without asking: a sign of the same
 * use, a space, a letter without its accent. Nothing for what has to be said in words, such as `%`.
 */
export function plainFormOf(character: string): string | undefined {
  const sign = SIGNS.get(character);
  if (sign !== undefined) return sign;
  if (/[^\S \r\n]/.test(character)) return ' ';
  if (OTHER_WIDTH.test(character)) return character.normalize('NFKC');
  if (LEFT_TO_PEOPLE.test(character)) return undefined;
  const [letter = '', ...marks] = character.normalize('NFD');
  return /[A-Za-z]/.test(letter) && marks.length > 0 ? letter : undefined;
}

function pairs(characters: string, plain: string): [string, string][] {
  return Array.from(characters, (character) => [character, plain]);
}
