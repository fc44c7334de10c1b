const SHOWN_LENGTH = 60;

/**
 * Quotes text from a lens for a message: cut to a readable length, with everything that could hide or reorder text
 * (control, format and unassigned characters) written as an escape.
 */
export function quote(text: string): string {
  const shown = text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH)}…` : text;
  return escapeHidden(JSON.stringify(shown));
}

function escapeHidden(text: string): string {
  return text.replace(/\p{C}/gu, (character) => `\\u{${hexOf(character)}}`);
}

const LONGEST_SHOWN_WHOLE = 300;

/** Quotes a text that is to be written as it stands; undefined when it is too long to be read. */
export function quoteWhole(text: string): string | undefined {
  return text.length <= LONGEST_SHOWN_WHOLE ? escapeHidden(JSON.stringify(text)) : undefined;
}

/** The code point of a character in Unicode notation, such as `U+003B`. */
export function codePointOf(character: string): string {
  return `U+${hexOf(character).padStart(4, '0')}`;
}

function hexOf(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
}
