import { hash } from 'node:crypto';
import { decodeLens } from './decode-lens.ts';
import { type Digest, digestOf } from './digest-of.ts';
import type { LensDocument } from './document.ts';
import type { Finding } from './finding.ts';
import { isJsonObject } from './json/json-value.ts';
import { parseJson } from './json/parse-json.ts';
import { toDocument } from './to-document.ts';
import { validateLens } from './validate-lens.ts';

export type LensReading =
  | {
      readonly valid: true;
      readonly document: LensDocument;
      /** Of the canonical document. */
      readonly digest: Digest;
      /** What goes to ImportLens as `JSONString`, unchanged. */
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
 * Reads a lens file: decodes, parses and validates it, and never throws for what is in it. All findings come at once,
 * with line and column, unless the file cannot be parsed.
 *
 * @param bytes the content of the file, of any size
 */
export function readLens(bytes: Uint8Array): LensReading {
  const decoded = decodeLens(bytes);
  if ('finding' in decoded) return invalid(bytes, undefined, [decoded.finding]);
  const parsed = parseJson(decoded.text);
  if (!parsed.valid) return invalid(bytes, undefined, parsed.findings);
  const findings = [...parsed.findings, ...validateLens(parsed.value, parsed.positions)];
  if (findings.some(({ severity }) => severity === 'error')) {
    return invalid(bytes, nameOf(parsed.value), findings);
  }
  const document = toDocument(parsed.value);
  return { valid: true, document, digest: digestOf(document), text: decoded.text, findings };
}

function invalid(bytes: Uint8Array, name: string | undefined, findings: readonly Finding[]): LensReading {
  return { valid: false, name, digest: hash('sha256', bytes, 'hex'), findings };
}

function nameOf(value: unknown): string | undefined {
  return isJsonObject(value) && typeof value.name === 'string' ? value.name : undefined;
}
