import { isYamlName } from '../file-names.ts';
import type { JsonPath } from '../json/json-path.ts';
import { parseJson } from '../json/parse-json.ts';
import type { Positions } from '../json/positions.ts';
import { scanString } from '../json/scan-string.ts';
import type { Literal } from '../yaml/literal.ts';
import { parseYaml } from '../yaml/parse-yaml.ts';

/** A text of the lens as it stands in the file. */
export type PlacedLiteral = Literal & { readonly offset: number };

export interface Fixable {
  readonly value: unknown;
  readonly positions: Positions;
  readonly literalAt: (path: JsonPath) => PlacedLiteral | undefined;
}

/** Parses a lens file for editing; nothing when that is not possible without a doubt. */
export function parseForFix(name: string, text: string): Fixable | undefined {
  if (isYamlName(name)) {
    const parsed = parseYaml(text);
    const isClear = parsed.findings.every(({ severity }) => severity !== 'error');
    return parsed.valid && isClear ? parsed : undefined;
  }
  const parsed = parseJson(text);
  if (!parsed.valid) return undefined;
  const { value, positions } = parsed;
  const lineStarts = [0, ...Array.from(text.matchAll(/\r\n|[\r\n]/g), (end) => end.index + end[0].length)];
  return {
    value,
    positions,
    literalAt: (path) => {
      const { line, column } = positions.locate(path);
      const offset = (lineStarts[line - 1] ?? 0) + column - 1;
      if (text[offset] !== '"') return undefined;
      return { style: 'double', source: text.slice(offset, scanString(text, offset).end), offset };
    },
  };
}
