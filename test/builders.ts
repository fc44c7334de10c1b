import { digestOf } from '../src/lens/digest-of.ts';
import type { LensDocument } from '../src/lens/document.ts';
import { normaliseName } from '../src/lens/normalise-name.ts';
import type { ShareTarget } from '../src/policy/share-targets.ts';
import type { WorkloadInput } from '../src/policy/workload.ts';
import type { LensTags } from '../src/reconcile/action.ts';
import type { DesiredLens } from '../src/reconcile/desired-lenses.ts';
import type { DesiredWorkload } from '../src/reconcile/desired-workloads.ts';
import type { LensObservation } from '../src/reconcile/plan-lens.ts';
import type { ObservedWorkload } from '../src/reconcile/plan-workloads.ts';
import type { LensDetail, LensSource, ObservedShare, WorkloadSummary } from '../src/reconcile/ports.ts';
import type { WorkMessage } from '../src/reconcile/scope.ts';
import { tagValue } from '../src/reconcile/tag-value.ts';
import { aLens, aPillar, aQuestion, bytesOf } from './unit/lens/lens-builders.ts';

export const LENS_KEY = 'lenses/sign-in.json';
const LENS_ARN = 'arn:aws:wellarchitected:eu-west-1:777788889999:lens/0123456789abcdef0123456789abcdef';
export const ACCOUNT = '444455556666';
export const ORGANIZATION_ID = 'o-exampleorg1';

/** The example lens with another title: WA Tool applies that to workloads silently. */
export function aReworded(lens: LensDocument = aLens()): LensDocument {
  return { ...lens, pillars: [aPillar({ questions: [aQuestion({ title: 'How do people log in?' })] })] };
}

/** The example lens with another question: reviews have to be upgraded. */
export function anExtended(lens: LensDocument = aLens()): LensDocument {
  return { ...lens, pillars: [aPillar({ questions: [aQuestion(), aQuestion({ id: 'sign_out' })] })] };
}

export function aSource(source: Partial<LensSource> & { readonly lens?: LensDocument } = {}): LensSource {
  const { lens = aLens(), ...members } = source;
  return { key: LENS_KEY, versionId: 'v1', bytes: bytesOf(lens), ...members };
}

export function aUnitTarget(id = 'ou-ab12-production'): ShareTarget {
  return { kind: 'unit', id };
}

/** A valid lens that the policy shares with one unit. */
export function aDesiredLens(
  lens: Partial<Omit<DesiredLens, 'content'>> & { readonly document?: LensDocument } = {},
): DesiredLens {
  const { document = aLens(), ...members } = lens;
  return {
    key: LENS_KEY,
    objectVersion: 'v1',
    digest: digestOf(document),
    targets: [aUnitTarget()],
    overQuota: 'fail',
    versionRule: { kind: 'auto' },
    organizationId: ORGANIZATION_ID,
    content: {
      kind: 'valid',
      document,
      normalisedName: normaliseName(document.name),
      text: JSON.stringify(document),
    },
    ...members,
  };
}

/** A lens source that cannot be read. */
export function anInvalidLens(key = LENS_KEY): DesiredLens {
  const finding = {
    rule: 'json-syntax',
    severity: 'error',
    message: 'Found "}", wanted a value',
    mend: 'Mend the JSON',
    path: '$',
    line: 3,
    column: 7,
  } as const;
  const rejection = {
    key,
    by: 'lenskeeper',
    digest: 'bad',
    objectVersion: 'v1',
    findings: [finding],
  } as const;
  return { ...aDesiredLens({ key, digest: 'bad' }), content: { kind: 'invalid', rejection } };
}

/** The tags that Lenskeeper gives the lens of a source. */
export function tagsOf(desired: DesiredLens, version = '1.0'): LensTags {
  return {
    source: tagValue(desired.key),
    digest: desired.digest,
    version,
    objectVersion: tagValue(desired.objectVersion),
  };
}

/** The published lens of a source, tagged as Lenskeeper tags it. */
export function aLensDetail(
  detail: Partial<LensDetail> & { readonly of?: DesiredLens } = {},
): LensDetail & { readonly version: string | undefined } {
  const { of: desired = aDesiredLens(), ...members } = detail;
  return {
    arn: LENS_ARN,
    name: desired.content.kind === 'valid' ? desired.content.document.name : 'Sign-in baseline',
    version: '1.0',
    tags: tagsOf(desired),
    ...members,
  };
}

export function anObservation(observation: Partial<LensObservation> = {}): LensObservation {
  return { published: undefined, hasDraft: false, shares: [], rejected: undefined, ...observation };
}

export function aShare(share: Partial<ObservedShare> = {}): ObservedShare {
  return { sharedWith: 'ou-ab12-production', status: 'ASSOCIATED', statusMessage: undefined, ...share };
}

export function aWorkload(workload: Partial<WorkloadInput> = {}): WorkloadInput {
  return {
    workloadName: `${ACCOUNT} Ledger`,
    description: 'Workloads of Ledger',
    environment: 'PRODUCTION',
    reviewOwner: 'platform@example.com',
    lenses: ['wellarchitected'],
    accountIds: [ACCOUNT],
    awsRegions: ['eu-west-1'],
    ...workload,
  };
}

export function aDesiredWorkload(desired: Partial<DesiredWorkload> = {}): DesiredWorkload {
  return {
    account: ACCOUNT,
    workload: aWorkload(),
    plain: {},
    governed: new Set(['workloadName', 'description', 'environment', 'reviewOwner']),
    lenses: ['wellarchitected'],
    missingLenses: [],
    ...desired,
  };
}

export function aWorkloadSummary(summary: Partial<WorkloadSummary> = {}): WorkloadSummary {
  return {
    id: 'abcdef0123456789abcdef0123456789',
    name: `${ACCOUNT} Ledger`,
    owner: '777788889999',
    updatedAt: 1_000,
    lenses: ['wellarchitected'],
    ...summary,
  };
}

/** A workload that Lenskeeper made for the account and that is as wanted. */
export function anObservedWorkload(observed: Partial<ObservedWorkload> = {}): ObservedWorkload {
  return { summary: aWorkloadSummary(), account: ACCOUNT, fields: aWorkload(), ...observed };
}

export function aWorkMessage(message: Partial<WorkMessage> = {}): WorkMessage {
  return {
    domain: { accountId: '777788889999', region: 'eu-west-1' },
    scope: { kind: 'lens', key: LENS_KEY },
    run: 'run-1',
    sequence: 0,
    attempt: 0,
    stalls: 0,
    held: [],
    importAttempt: 0,
    approved: false,
    refreshOrganization: false,
    ...message,
  };
}
