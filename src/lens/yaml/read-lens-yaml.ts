import { hash } from 'node:crypto';
import { decodeLens } from '../decode-lens.ts';
import { digestOf } from '../digest-of.ts';
import type { Finding } from '../finding.ts';
import { isJsonObject } from '../json/json-value.ts';
import type { LensReading } from '../read-lens.ts';
import { toDocument } from '../to-document.ts';
import { validateLens } from '../validate-lens.ts';
import { writeLensText } from '../write-lens-text.ts';
import { parseYaml } from './parse-yaml.ts';

/**
 * Reads a lens that is written in YAML by the same rules, and to the same digest, as its JSON twin. `text`, what goes
 * to ImportLens, is the twin without white space. Never throws for what is in the file.
 *
 * @param bytes the content of the file, of any size
 */
export function readLensYaml(bytes: Uint8Array): LensReading {
  const invalid = (findings: readonly Finding[], name?: string): LensReading => ({
    valid: false,
    name,
    digest: hash('sha256', bytes, 'hex'),
    findings,
  });
  const decoded = decodeLens(bytes);
  if ('finding' in decoded) return invalid([inTermsOfYaml(decoded.finding)]);
  const parsed = parseYaml(decoded.text);
  if (!parsed.valid) return invalid(parsed.findings);
  const { value, positions } = parsed;
  const told = new Set(parsed.findings.flatMap(({ severity, path }) => (severity === 'error' ? [path] : [])));
  const findings = [
    ...parsed.findings,
    // What could not be read is missing to the rules, and that has been said.
    ...validateLens(value, positions).filter(({ path }) => !told.has(path)),
  ].sort((a, b) => a.line - b.line || a.column - b.column);
  if (findings.some(({ severity }) => severity === 'error')) {
    const name = isJsonObject(value) && typeof value.name === 'string' ? value.name : undefined;
    return invalid(findings, name);
  }
  const written = writeLensText(value);
  if ('finding' in written) return invalid([written.finding, ...findings]);
  const document = toDocument(value);
  return { valid: true, document, digest: digestOf(document), text: written.text, findings };
}

function inTermsOfYaml(finding: Finding): Finding {
  return { ...finding, message: finding.message.replace('JSON', 'YAML') };
}
