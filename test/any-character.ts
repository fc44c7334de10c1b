import fc from 'fast-check';

const FIRST_SURROGATE = 0xd800;
const SURROGATES = 0x800;
const CHARACTERS = 0x11_0000 - SURROGATES;

/**
 * Any character, half of a surrogate pair excepted: what the unit `binary` of fast-check draws, without its table of a
 * million characters, which takes a second and much memory in every process.
 */
export const anyCharacter: fc.Arbitrary<string> = fc.integer({ min: 0, max: CHARACTERS - 1 }).map(
  (index) => String.fromCodePoint(index < FIRST_SURROGATE ? index : index + SURROGATES),
  (character) => {
    const code = typeof character === 'string' ? (character.codePointAt(0) ?? -1) : -1;
    if (code < 0 || character !== String.fromCodePoint(code)) throw new Error('Wanted one character');
    if (code >= FIRST_SURROGATE && code < FIRST_SURROGATE + SURROGATES)
      throw new Error('Wanted a whole character');
    return code < FIRST_SURROGATE ? code : code - SURROGATES;
  },
);
