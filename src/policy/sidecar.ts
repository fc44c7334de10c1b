import * as z from 'zod/mini';
import { isSidecarName, stemOf } from '../lens/file-names.ts';
import type { Finding } from '../lens/finding.ts';
import { OWN_WORDS, toFindings } from './policy-findings.ts';
import { readYaml } from './yaml-source.ts';

/** The next version as the lens author specifies it, if the policy has `publish.version: manual`. */
export interface Sidecar {
  readonly version: string;
  readonly change: 'minor' | 'major';
}

export type SidecarReading =
  | { readonly valid: true; readonly sidecar: Sidecar }
  | { readonly valid: false; readonly findings: readonly Finding[] };

/** At most 32 letters, digits and `.`: the WA Tool console accepts these as a version (User Guide, publishing an update). */
const VERSION = /^[A-Za-z0-9.]{1,32}$/;

const sidecarSchema = z.strictObject({
  version: z
    .string('wanted a text: write it in quotes, such as "2.0"')
    .check(z.regex(VERSION, 'wanted 1 to 32 letters, digits and "."')),
  change: z.enum(['minor', 'major'], 'wanted minor or major'),
});

/** Reads `NAME.lenskeeper.yaml`. One call finds all mistakes in it. */
export function parseSidecar(text: string): SidecarReading {
  const reading = readYaml(text);
  if (!reading.valid) return reading;
  const parsed = sidecarSchema.safeParse(reading.source.data, OWN_WORDS);
  return parsed.success
    ? { valid: true, sidecar: parsed.data }
    : {
        valid: false,
        findings: toFindings(parsed.error.issues, reading.source, () => ['version', 'change']),
      };
}

/** Key of the sidecar of a lens: `lenses/a.json` has `lenses/a.lenskeeper.yaml`; `isSidecarOf` knows its other endings. */
export function sidecarKey(lensKey: string): string {
  return `${stemOf(lensKey)}.lenskeeper.yaml`;
}

/** Whether this is the key of the sidecar of a lens. It may end in `.yml`, and its ending may be in capitals. */
export function isSidecarOf(key: string, lensKey: string): boolean {
  return isSidecarName(key) && stemOf(key) === stemOf(lensKey);
}
