import type { Finding } from '../lens/finding.ts';
import { nextVersion } from '../lens/next-version.ts';
import type { Policy } from '../policy/policy.ts';
import { publishingFor } from '../policy/select.ts';
import { parseSidecar, type Sidecar, sidecarKey } from '../policy/sidecar.ts';
import type { LensSource } from './ports.ts';

/** How the next version of a lens is named. */
export type VersionRule =
  | { readonly kind: 'auto' }
  | { readonly kind: 'manual'; readonly sidecar: Sidecar; readonly key: string }
  /** The policy requires a sidecar, and it is missing or cannot be read. */
  | { readonly kind: 'refused'; readonly findings: readonly Finding[] };

export type ChosenVersion =
  | {
      readonly kind: 'chosen';
      readonly version: string;
      readonly major: boolean;
      readonly isAuthors: boolean;
    }
  | { readonly kind: 'refused'; readonly findings: readonly Finding[] };

/** The version rule that the policy and the sidecar specify for one lens. */
export function versionRuleFor(policy: Policy, { key, sidecar }: LensSource): VersionRule {
  if (publishingFor(policy, key).version === 'auto') return { kind: 'auto' };
  if (sidecar === undefined) {
    return {
      kind: 'refused',
      findings: [
        finding(
          'version-missing',
          `Lens has no version: the policy says publish.version: manual, wanted ${sidecarKey(key)}`,
          `Upload ${sidecarKey(key)} with version: "2.0" and change: minor or major`,
        ),
      ],
    };
  }
  const reading = parseSidecar(new TextDecoder().decode(sidecar));
  return reading.valid
    ? { kind: 'manual', sidecar: reading.sidecar, key: sidecarKey(key) }
    : {
        kind: 'refused',
        findings: reading.findings.map((one) => ({ ...one, message: `${sidecarKey(key)}: ${one.message}` })),
      };
}

/**
 * Chooses the version for new content.
 *
 * @param known the known versions of this lens
 * @param isTaken whether the lens already has a version with the name in the sidecar
 */
export function chooseVersion(
  rule: VersionRule,
  {
    known,
    change,
    isTaken,
  }: {
    readonly known: readonly string[];
    readonly change: 'minor' | 'major';
    readonly isTaken: boolean;
  },
): ChosenVersion {
  switch (rule.kind) {
    case 'auto':
      return {
        kind: 'chosen',
        version: nextVersion({ known, change }),
        major: change === 'major',
        isAuthors: false,
      };
    case 'refused':
      return rule;
    case 'manual': {
      const { version, change: said } = rule.sidecar;
      if (isTaken || known.includes(version)) {
        return {
          kind: 'refused',
          findings: [
            finding(
              'version-reused',
              `Lens has this version already: found ${JSON.stringify(version)} in ${rule.key}, wanted a new one`,
              'Raise the version in that file; a published version cannot be replaced',
            ),
          ],
        };
      }
      return { kind: 'chosen', version, major: said === 'major', isAuthors: true };
    }
  }
}

function finding(rule: string, message: string, mend: string): Finding {
  return { rule, severity: 'error', message, mend, path: '$', line: 1, column: 1 };
}
