/**
 * JSON that may stand in a script element: nothing in it can end the element, begin a comment, or break a line where
 * JavaScript once did.
 */
export function embedJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
