// Control characters, marks that change the reading direction, and line breaks outside ASCII.
const HARMFUL = /[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu;

/** Makes text from lenses, policies and account names safe for a terminal: characters that control it are escaped. */
export function printable(text: string): string {
  return text.replace(HARMFUL, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
