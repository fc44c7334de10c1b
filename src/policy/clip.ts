/** Prepares a text of a file for a message: on one line, without control characters, with a limited length. */
export function clip(text: string, length = 80): string {
  const line = text.slice(0, length + 1).replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ');
  return line.length <= length ? line : `${line.slice(0, length - 1)}…`;
}
