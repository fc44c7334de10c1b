import type { YAMLParseError, YAMLWarning } from 'yaml';
import { quote, quoteWhole } from '../quote.ts';
import { tooDeep } from './screen-yaml.ts';
import type { YamlProblem } from './yaml-problem.ts';

/** A value that begins with one of the signs that YAML keeps for itself, such as `!a && b` in `condition: !a && b`. */
const SIGN_FIRST = /^(?:[\s-]*)(?:"[^"]*"|'[^']*'|[\w-]+)\s*:\s+([!&*@`%|>].*?)\s*$/;
const MEANINGS = new Map([
  ['!', ['yaml-tag', 'a tag']],
  ['&', ['yaml-anchor', 'an anchor']],
  ['*', ['yaml-alias', 'an alias']],
]);

/** The problem behind what stopped or worried the parser; for a value that begins with a sign of YAML, how to quote it. */
export function explainMistake(
  text: string,
  { code, message, pos }: YAMLParseError | YAMLWarning,
): YamlProblem {
  const [offset] = pos;
  if (code === 'RESOURCE_EXHAUSTION') return tooDeep(offset);
  if (code === 'MULTIPLE_DOCS') {
    return {
      rule: 'yaml-documents',
      message: 'Cannot parse YAML: found a second document, wanted one lens in a file',
      mend: 'Put each lens in a file of its own and remove the line ---',
      offset,
    };
  }
  return (
    explainSign(text, offset) ?? {
      rule: 'yaml-syntax',
      message: `Cannot parse YAML: ${message.trim().slice(0, 200)}`,
      mend: 'Indent with spaces, and put quotes around texts with special characters',
      offset,
    }
  );
}

/** What is wrong with the line at `offset`, when its value begins with a sign that YAML keeps for itself. */
export function explainSign(text: string, offset: number): YamlProblem | undefined {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  const line = text.slice(start, Math.min(end === -1 ? text.length : end, start + 4096));
  const value = SIGN_FIRST.exec(line)?.[1];
  const meaning = MEANINGS.get(value?.[0] ?? '');
  if (value === undefined || meaning === undefined) return undefined;
  const [rule = 'yaml-syntax', name] = meaning;
  const content = value.replace(/\s+#.*$/, '');
  const shown = quoteWhole(content);
  return {
    rule,
    message: `Cannot read YAML: found ${quote(content)}, which YAML reads as ${name} because it begins with ${content.charAt(0)}, wanted a text in quotes`,
    mend: shown === undefined ? 'Put it in quotes' : `Put it in quotes: ${shown}`,
    offset: start + line.lastIndexOf(value),
  };
}
