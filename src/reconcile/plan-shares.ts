import type { ShareTarget } from '../policy/share-targets.ts';
import type { Action } from './action.ts';
import type { DesiredLens } from './desired-lenses.ts';
import { EMPTY_PLAN, type Notice, type Plan, type Wait } from './plan.ts';
import type { ObservedShare, ShareStatus } from './ports.ts';
import { QUOTAS } from './quotas.ts';

/** Statuses that do not change by waiting: a person must decide or fix something. */
const STUCK: ReadonlySet<ShareStatus> = new Set(['REJECTED', 'REVOKED', 'EXPIRED', 'FAILED']);

/** The shares that a lens needs to match the policy. Shares that the policy does not name are not changed. */
export function planShares(
  desired: Pick<DesiredLens, 'key' | 'targets' | 'overQuota' | 'organizationId'>,
  observed: readonly ObservedShare[],
): Plan {
  const existing = new Map(observed.map((share) => [share.sharedWith, share]));
  const wanted = withinQuota(desired, existing);
  const notices: Notice[] = [...wanted.notices];
  const waits: Wait[] = [];
  const actions: Action[] = [];
  for (const target of wanted.targets) {
    const share = existing.get(target.id);
    if (share === undefined) {
      actions.push({ kind: 'share-lens', lens: desired.key, target });
    } else if (STUCK.has(share.status)) {
      notices.push(notActive(desired.key, share));
    } else if (share.status === 'ASSOCIATING') {
      waits.push({
        subject: desired.key,
        reason: `the share with ${target.id} is ASSOCIATING`,
        seconds: undefined,
      });
    }
  }
  return { ...EMPTY_PLAN, actions, notices, waits };
}

/**
 * The recipients that should have a share: those that the policy names, or the organization instead if they are more
 * than the shares that a lens can have and the policy allows it.
 */
export function recipientsOf(
  desired: Pick<DesiredLens, 'targets' | 'overQuota' | 'organizationId'>,
  observed: readonly ObservedShare[],
): readonly ShareTarget[] {
  const existing = new Set(observed.map(({ sharedWith }) => sharedWith));
  const missing = desired.targets.filter(({ id }) => !existing.has(id));
  const isOver = existing.size + missing.length > QUOTAS.sharesPerLens;
  if (!isOver || desired.overQuota !== 'organization') return desired.targets;
  const hasSlot = existing.has(desired.organizationId) || existing.size < QUOTAS.sharesPerLens;
  return hasSlot ? [{ kind: 'organization', id: desired.organizationId }] : desired.targets;
}

function withinQuota(
  desired: Pick<DesiredLens, 'key' | 'targets' | 'overQuota' | 'organizationId'>,
  existing: ReadonlyMap<string, ObservedShare>,
): { readonly targets: readonly ShareTarget[]; readonly notices: readonly Notice[] } {
  const total = existing.size + desired.targets.filter(({ id }) => !existing.has(id)).length;
  const recipients = recipientsOf(desired, [...existing.values()]);
  if (recipients !== desired.targets) {
    return { targets: recipients, notices: [sharedWithOrganization(desired.key, total)] };
  }
  if (total <= QUOTAS.sharesPerLens) return { targets: desired.targets, notices: [] };
  return {
    targets: desired.targets.filter((target) => existing.has(target.id)),
    notices: [
      {
        kind: 'share-quota',
        subject: desired.key,
        message:
          `${askedOf(desired.key, total)} None is added. ` +
          'Set share.with to organization or top-level-ous, or share.over-quota to organization',
      },
    ],
  };
}

function askedOf(key: string, total: number): string {
  return `The policy asks for ${total} shares of ${key}, and a lens can have ${QUOTAS.sharesPerLens}.`;
}

function sharedWithOrganization(key: string, total: number): Notice {
  return {
    kind: 'share-over-quota',
    subject: key,
    message: `${askedOf(key, total)} It is shared with the whole organization instead, because share.over-quota is organization`,
  };
}

function notActive(key: string, share: ObservedShare): Notice {
  const why = share.statusMessage === undefined ? '' : ` (${share.statusMessage})`;
  return {
    kind: 'share-not-active',
    subject: key,
    message:
      `The share of ${key} with ${share.sharedWith} is ${share.status}${why}. ` +
      'Delete it in the WA Tool; the next reconciliation creates it again',
  };
}
