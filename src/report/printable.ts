// Control characters, marks that turn the reading direction, and the line breaks beyond ASCII.
const HARMFUL = /[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu;

/** Text from lenses, policies and account names, made harmless for a terminal: what would act on it becomes an escape. */
export function printable(text: string): string {
  return text.replace(HARMFUL, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
