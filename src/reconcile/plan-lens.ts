import type { TerminalError } from '../errors.ts';
import { compareLenses } from '../lens/compare-lenses.ts';
import { type ComparisonSummary, summariseComparison } from '../lens/comparison/summarise-comparison.ts';
import { digestOf } from '../lens/digest-of.ts';
import type { LensDocument } from '../lens/document.ts';
import type { Finding } from '../lens/finding.ts';
import type { Action, LensTags } from './action.ts';
import type { DesiredLens } from './desired-lenses.ts';
import { NAME_CLASH } from './follow-deletion.ts';
import type { LensMatch } from './match-lenses.ts';
import { EMPTY_PLAN, mergePlans, type Notice, type Plan } from './plan.ts';
import { planShares } from './plan-shares.ts';
import type { LensDetail, ObservedShare, PastRejection } from './ports.ts';
import { QUOTAS, versionsUsedAtLeast } from './quotas.ts';
import { tagValue } from './tag-value.ts';
import { type ChosenVersion, chooseVersion } from './version-rule.ts';

/** The data that was read about one lens besides its tags. */
export interface LensObservation {
  /** The published content, exported if the tags do not identify it. */
  readonly published: LensDocument | undefined;
  /** Undefined if the draft list was not needed. */
  readonly hasDraft: boolean | undefined;
  readonly shares: readonly ObservedShare[];
  readonly rejected: PastRejection | undefined;
  /** Whether the lens already has a version with the name that its sidecar specifies. */
  readonly versionIsTaken?: boolean;
  /** Why the lens could not be read: the other lenses are still planned. */
  readonly unreadable?: TerminalError;
}

/** Whether the tags show that the published content is the desired content. If so, no export is needed. */
export function isAsTagged(lens: LensDetail, digest: string): boolean {
  return lens.version !== undefined && lens.version === lens.tags.version && lens.tags.digest === digest;
}

/** The plan that brings one lens into the state that its source and the policy specify. */
export function planLens(
  desired: DesiredLens,
  match: LensMatch,
  observation: LensObservation,
  freeLensSlots: number,
): Plan {
  if (observation.unreadable !== undefined) return unreadable(desired.key, observation.unreadable);
  const content = planContent(desired, match, observation, freeLensSlots);
  const isPublished = (match.kind === 'ours' || match.kind === 'moved') && match.lens.version !== undefined;
  const willBePublished = content.actions.some((action) => action.kind === 'publish-lens');
  const shares = isPublished || willBePublished ? planShares(desired, observation.shares) : EMPTY_PLAN;
  return mergePlans([content, shares]);
}

function planContent(
  desired: DesiredLens,
  match: LensMatch,
  observation: LensObservation,
  freeLensSlots: number,
): Plan {
  const { key, content } = desired;
  if (content.kind === 'invalid') return { ...EMPTY_PLAN, rejections: [content.rejection] };
  switch (match.kind) {
    case 'name-clash':
      return reject(desired, [nameClash(content.document.name, match.owner)]);
    case 'not-ours':
      return noticed({
        kind: 'lens-not-ours',
        subject: key,
        message:
          `${key} is not imported: the lens ${JSON.stringify(content.document.name)} (${match.lens.arn}) has its name and was not ` +
          `made by Lenskeeper. Rename one of the two, or hand the lens over with the tag lenskeeper:source=${tagValue(key)}`,
      });
    case 'new':
      return planNew(desired, observation, freeLensSlots);
    case 'ours':
    case 'moved':
      return planExisting(desired, content, match, observation);
  }
}

function planNew(desired: DesiredLens, observation: LensObservation, freeLensSlots: number): Plan {
  if (isRejectedByAws(observation, desired)) return rejectedBefore(desired.key);
  if (freeLensSlots < 1) {
    return noticed({
      kind: 'lens-quota',
      subject: desired.key,
      message: `${desired.key} is not imported: the account has ${QUOTAS.lensesPerDomain} lenses in this Region, the maximum. Delete a lens that is not used`,
    });
  }
  const version = chooseVersion(desired.versionRule, { known: [], change: 'minor', isTaken: false });
  return publication(desired, version, { over: 'new' });
}

function planExisting(
  desired: DesiredLens,
  content: DesiredLens['content'] & { kind: 'valid' },
  match: LensMatch & { kind: 'ours' | 'moved' },
  observation: LensObservation,
): Plan {
  const { lens } = match;
  if (lens.version === undefined) {
    // A crash between import and publish left a draft. It is replaced by a new import, because a person may have changed it
    // since.
    if (isRejectedByAws(observation, desired)) return rejectedBefore(desired.key);
    const version = chooseVersion(desired.versionRule, { known: [], change: 'minor', isTaken: false });
    return publication(desired, version, { over: 'update' });
  }
  if (isAsTagged(lens, desired.digest) || isSame(observation.published, desired.digest)) {
    return {
      ...EMPTY_PLAN,
      actions: tagsThatLag(desired, lens),
      notices: observation.hasDraft === true ? [draftLeft(desired.key)] : [],
    };
  }
  if (lens.name !== content.document.name) {
    return reject(desired, [nameChanged(content.document.name, lens.name)]);
  }
  if (isRejectedByAws(observation, desired)) return rejectedBefore(desired.key);
  if (versionsUsedAtLeast(lens.version) >= QUOTAS.versionsPerLens)
    return versionQuota(desired.key, lens.version);

  const { published } = observation;
  const comparison = published && compareLenses(published, content.document);
  const major = comparison === undefined || comparison.change === 'major';
  const known = [lens.version, ...(lens.tags.version === undefined ? [] : [lens.tags.version])];
  const version = chooseVersion(desired.versionRule, {
    known,
    change: major ? 'major' : 'minor',
    isTaken: observation.versionIsTaken === true,
  });
  return publication(desired, version, {
    over: 'update',
    keepsExportOf: lens.version === lens.tags.version ? undefined : lens.version,
    summary: comparison && summariseComparison(comparison),
  });
}

function publication(
  desired: DesiredLens,
  chosen: ChosenVersion,
  origin: {
    readonly over: 'new' | 'update';
    readonly keepsExportOf?: string | undefined;
    readonly summary?: ComparisonSummary | undefined;
  },
): Plan {
  if (chosen.kind === 'refused') return reject(desired, chosen.findings);
  const { version, major, isAuthors } = chosen;
  const { over, keepsExportOf, summary } = origin;
  const { key: lens, digest, content } = desired;
  const name = content.kind === 'valid' ? content.document.name : '';
  const tags = tagsFor(desired, version);
  const actions: Action[] = [
    { kind: 'import-lens', lens, name, digest, over, tags, keepsExportOf },
    {
      kind: 'publish-lens',
      lens,
      version,
      major,
      ...(isAuthors && { isAuthors }),
      ...(summary && { summary }),
    },
  ];
  // A new lens gets its tags when it is created.
  if (over === 'update') actions.push({ kind: 'tag-lens', lens, tags });
  return { ...EMPTY_PLAN, actions };
}

function tagsFor(desired: DesiredLens, version: string): LensTags {
  return {
    source: tagValue(desired.key),
    digest: desired.digest,
    version,
    objectVersion: tagValue(desired.objectVersion),
  };
}

/** A new object version alone causes no write: a new upload of the same content changes nothing. */
function tagsThatLag(desired: DesiredLens, lens: LensDetail): readonly Action[] {
  const tags = tagsFor(desired, lens.version ?? '');
  const same =
    lens.tags.source === tags.source &&
    lens.tags.digest === tags.digest &&
    lens.tags.version === tags.version;
  return same ? [] : [{ kind: 'tag-lens', lens: desired.key, tags }];
}

function isSame(published: LensDocument | undefined, digest: string): boolean {
  return published !== undefined && digestOf(published) === digest;
}

/** A lens that was deleted while it was read is checked again later; other errors are reported. */
function unreadable(key: string, { reason, message, mend }: TerminalError): Plan {
  if (reason === 'not-found') {
    return { ...EMPTY_PLAN, waits: [{ subject: key, reason: message, seconds: undefined }] };
  }
  return noticed({ kind: 'scope-failed', subject: key, message: `${message}. ${mend}` });
}

function isRejectedByAws({ rejected }: LensObservation, { digest }: DesiredLens): boolean {
  return rejected?.by === 'aws' && rejected.digest === digest;
}

function noticed(notice: Notice): Plan {
  return { ...EMPTY_PLAN, notices: [notice] };
}

function reject(desired: DesiredLens, findings: readonly Finding[]): Plan {
  const { key, digest, objectVersion } = desired;
  return {
    ...EMPTY_PLAN,
    rejections: [{ key, by: 'lenskeeper', digest, objectVersion, findings }],
  };
}

function nameFinding(rule: string, message: string, mend: string): Finding {
  return { rule, severity: 'error', message, mend, path: '$.name', line: 1, column: 1 };
}

function nameClash(name: string, owner: string): Finding {
  return nameFinding(
    NAME_CLASH,
    `Lens name is taken: ${JSON.stringify(name)} belongs to ${owner}, and names are compared without case and spaces`,
    'Give this lens a name of its own, or delete one of the two files',
  );
}

function nameChanged(name: string, published: string): Finding {
  return nameFinding(
    'name-changed',
    `Lens name differs from the published one: found ${JSON.stringify(name)}, wanted ${JSON.stringify(published)}`,
    'Keep the published name, or upload the renamed lens under a new key to make it a new lens',
  );
}

function rejectedBefore(key: string): Plan {
  return noticed({
    kind: 'lens-rejected-before',
    subject: key,
    message: `${key} is not imported: AWS rejected this content before. See reports/${key}.json`,
  });
}

function draftLeft(key: string): Notice {
  return {
    kind: 'draft-left',
    subject: key,
    message: `${key} has a draft beside its published version, which is up to date. The draft is not changed, because a person may have created it`,
  };
}

function versionQuota(key: string, version: string): Plan {
  return noticed({
    kind: 'version-quota',
    subject: key,
    message:
      `${key} is not published: version ${version} means that ${QUOTAS.versionsPerLens} versions are used, the maximum of a lens. ` +
      'Upload the lens under a new key with a new name',
  });
}
