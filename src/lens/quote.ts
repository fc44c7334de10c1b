const SHOWN_LENGTH = 60;

/**
 * Quotes text from a lens for a message: cut to a readable length, with everything that could hide or reorder text
 * (control, format and unassigned characters) written as an escape.
 */
export function quote(text: string): string {
  const shown = text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH)}…` : text;
  return JSON.stringify(shown).replace(/\p{C}/gu, (character) => `\\u{${hexOf(character)}}`);
}

/** The code point of a character in Unicode notation, such as `U+003B`. */
export function codePointOf(character: string): string {
  return `U+${hexOf(character).padStart(4, '0')}`;
}

function hexOf(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
}
