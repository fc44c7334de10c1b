import { invalidPattern } from './errors.ts';

/**
 * Compiles a wildcard pattern: `*` stands for any characters, `\*` and `\\` for themselves.
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

/** Looks for the parts from left to right: linear, where a regular expression with many stars would not be. */
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
