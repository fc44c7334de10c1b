/**
 * JSON for a script element: it cannot end the element, begin a comment, or contain line breaks that older JavaScript
 * refuses.
 */
export function embedJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
