import type { LensDocument } from '../lens/document.ts';
import { normaliseName } from '../lens/normalise-name.ts';
import { readLensFile } from '../lens/read-lens-file.ts';
import type { Organization } from '../organization/organization.ts';
import type { Policy } from '../policy/policy.ts';
import { sharingFor } from '../policy/select.ts';
import { type ShareTarget, shareTargets } from '../policy/share-targets.ts';
import type { Rejection } from './plan.ts';
import type { LensSource } from './ports.ts';
import { type VersionRule, versionRuleFor } from './version-rule.ts';

/** A lens source with what the policy specifies for it. */
export interface DesiredLens {
  readonly key: string;
  readonly objectVersion: string;
  readonly digest: string;
  readonly targets: readonly ShareTarget[];
  readonly overQuota: 'fail' | 'organization';
  readonly organizationId: string;
  readonly versionRule: VersionRule;
  readonly content: ValidContent | InvalidContent;
}

interface ValidContent {
  readonly kind: 'valid';
  readonly document: LensDocument;
  readonly normalisedName: string;
  /** The text that is passed to ImportLens: the source itself, or the JSON form of a YAML source. */
  readonly text: string;
}

interface InvalidContent {
  readonly kind: 'invalid';
  readonly rejection: Rejection;
}

/** Reads each source and combines it with the sharing rules of the policy. */
export function desiredLenses(
  sources: readonly LensSource[],
  policy: Policy,
  organization: Organization,
): readonly DesiredLens[] {
  return sources.map((source) => {
    const sharing = sharingFor(policy, source.key);
    const { targets } = shareTargets(sharing.with, organization);
    const reading = readLensFile(source.key, source.bytes);
    return {
      key: source.key,
      objectVersion: source.versionId,
      digest: reading.digest,
      targets,
      overQuota: sharing.overQuota,
      organizationId: organization.id,
      versionRule: versionRuleFor(policy, source),
      content: reading.valid
        ? {
            kind: 'valid',
            document: reading.document,
            normalisedName: normaliseName(reading.document.name),
            text: reading.text,
          }
        : {
            kind: 'invalid',
            rejection: {
              key: source.key,
              by: 'lenskeeper',
              digest: reading.digest,
              objectVersion: source.versionId,
              findings: reading.findings,
            },
          },
    };
  });
}
