/**
 * Text from lenses, policies and account names, made harmless for a terminal: control characters and marks that turn
 * the reading direction are written as escapes.
 */
export function printable(text: string): string {
  return text.replace(
    /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
