import { invalidPattern } from './errors.ts';

/**
 * Compiles a wildcard pattern: `*` matches any characters, `\*` and `\\` match an asterisk and a backslash.
 *
 * @throws AwsError for two asterisks in a row and for other escapes, which EventBridge refuses
 */
export function compileWildcard(field: string, pattern: string): (text: string) => boolean {
  const parts = [''];
  for (let index = 0; index < pattern.length; index++) {
    const character = pattern.charAt(index);
    if (character === '*') {
      if (pattern.charAt(index + 1) === '*')
        throw invalidPattern(`Consecutive wildcard characters at "${field}"`);
      parts.push('');
      continue;
    }
    if (character === '\\') {
      index++;
      if (!['*', '\\'].includes(pattern.charAt(index)))
        throw invalidPattern(`Invalid escape character at "${field}"`);
    }
    parts[parts.length - 1] += pattern.charAt(index);
  }
  return (text) => matchesParts(parts, text);
}

/** Finds the parts from left to right: this takes linear time, unlike a regular expression with many stars. */
function matchesParts(parts: readonly string[], text: string): boolean {
  const [first = '', ...others] = parts;
  const last = others.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first)) return false;
  let position = first.length;
  for (const part of others) {
    const found = text.indexOf(part, position);
    if (found < 0) return false;
    position = found + part.length;
  }
  return text.length - last.length >= position && text.endsWith(last);
}
