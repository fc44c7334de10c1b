import { hash } from 'node:crypto';
import { decodeLens } from './decode-lens.ts';
import { type Digest, digestOf } from './digest-of.ts';
import type { LensDocument } from './document.ts';
import type { Finding } from './finding.ts';
import { isJsonObject } from './json/json-value.ts';
import { parseJson } from './json/parse-json.ts';
import { toDocument } from './to-document.ts';
import { validateLens } from './validate-lens.ts';
import { writeLensText } from './write-lens-text.ts';

export type LensReading =
  | {
      readonly valid: true;
      readonly document: LensDocument;
      /** Of the canonical document. */
      readonly digest: Digest;
      /** What goes to ImportLens as `JSONString`: the file as it is, or written anew when it repeats a key. */
      readonly text: string;
      /** Warnings only. */
      readonly findings: readonly Finding[];
    }
  | {
      readonly valid: false;
      /** The lens's name when it could be read. */
      readonly name: string | undefined;
      /** Of the bytes as they are. */
      readonly digest: Digest;
      /** At least one error, and the warnings. */
      readonly findings: readonly Finding[];
    };

/**
 * Reads a lens file: decodes, parses and validates it, and never throws for what is in it. All findings are reported
 * together, with line and column, unless the file cannot be parsed.
 *
 * @param bytes the content of the file, of any size
 */
export function readLens(bytes: Uint8Array): LensReading {
  const decoded = decodeLens(bytes);
  const text = 'finding' in decoded ? decoded.rest : decoded.text;
  const before = 'finding' in decoded ? [decoded.finding] : [];
  if (text === undefined) return invalid(bytes, undefined, before);
  const { parsed, notNumbers } = parseLeniently(text);
  if (!parsed.valid) return invalid(bytes, undefined, [...before, ...notNumbers, ...parsed.findings]);
  const findings = [
    ...before,
    ...notNumbers,
    ...parsed.findings,
    ...validateLens(parsed.value, parsed.positions),
  ];
  if (findings.some(({ severity }) => severity === 'error')) {
    return invalid(bytes, nameOf(parsed.value), findings);
  }
  const document = toDocument(parsed.value);
  const reading = { valid: true, document, digest: digestOf(document), text, findings } as const;
  if (parsed.findings.length === 0) return reading;
  const written = writeLensText(parsed.value);
  return 'finding' in written
    ? invalid(bytes, document.name, [written.finding, ...findings])
    : { ...reading, text: written.text };
}

/** How many bare `NaN` are looked past in one file: each costs another parse. */
const MOST_NOT_NUMBERS = 20;

/**
 * Parses on behind a bare `NaN` or `Infinity`, which spreadsheets write for empty cells, so that the other mistakes are
 * found too: a text of the same length takes its place.
 */
function parseLeniently(text: string): {
  readonly parsed: ReturnType<typeof parseJson>;
  readonly notNumbers: readonly Finding[];
} {
  const notNumbers: Finding[] = [];
  for (let rest = text; ; ) {
    const parsed = parseJson(rest);
    const found = parsed.valid ? undefined : parsed.findings.find(({ rule }) => rule === 'json-not-a-number');
    if (found === undefined || notNumbers.length >= MOST_NOT_NUMBERS) return { parsed, notNumbers };
    notNumbers.push(found);
    const lineStart = rest.split('\n', found.line - 1).reduce((sum, line) => sum + line.length + 1, 0);
    const at = lineStart + found.column - 1;
    const [word = ''] = /^[+-]?(?:NaN|Infinity)/i.exec(rest.slice(at, at + 9)) ?? [];
    if (word === '') return { parsed, notNumbers: notNumbers.slice(0, -1) };
    rest = `${rest.slice(0, at)}"${'_'.repeat(word.length - 2)}"${rest.slice(at + word.length)}`;
  }
}

function invalid(bytes: Uint8Array, name: string | undefined, findings: readonly Finding[]): LensReading {
  return { valid: false, name, digest: hash('sha256', bytes, 'hex'), findings };
}

function nameOf(value: unknown): string | undefined {
  return isJsonObject(value) && typeof value.name === 'string' ? value.name : undefined;
}
