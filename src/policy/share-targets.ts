import type { Organization } from '../organization/organization.ts';
import { isUnitSelector, matchUnit, placesOf } from '../organization/unit-selector.ts';
import type { ShareWith } from './policy.ts';

/** The recipient of a share, in the form that `CreateLensShare` accepts: an id, or the ARN of a user. */
export interface ShareTarget {
  readonly kind: 'unit' | 'organization' | 'account' | 'user';
  readonly id: string;
}

export interface ShareTargets {
  /** Sorted by kind and id, without duplicates. */
  readonly targets: readonly ShareTarget[];
  /** Entries of the policy that match nothing in the organization. */
  readonly unknown: readonly string[];
}

/** The recipients of a share rule in this organization. */
export function shareTargets(rule: ShareWith, organization: Organization): ShareTargets {
  const found = new Map<string, ShareTarget>();
  const unknown = new Set<string>();
  for (const entry of typeof rule === 'string' ? [rule] : rule) {
    const targets = typeof rule === 'string' ? byWord(rule, organization) : byEntry(entry, organization);
    for (const target of targets) {
      found.set(`${target.kind} ${target.id}`, target);
    }
    // The keywords select all existing units, so in an organization without units no entry is unknown.
    if (targets.length === 0 && typeof rule !== 'string') {
      unknown.add(entry);
    }
  }
  return {
    targets: [...found.keys()].sort().flatMap((key) => found.get(key) ?? []),
    unknown: [...unknown].sort(),
  };
}

function byWord(word: Extract<ShareWith, string>, organization: Organization): ShareTarget[] {
  switch (word) {
    case 'every-ou':
      return organization.units.map(unitTarget);
    case 'top-level-ous':
      return organization.units.filter((unit) => unit.parentId === organization.rootId).map(unitTarget);
    case 'organization':
      return [{ kind: 'organization', id: organization.id }];
  }
}

function byEntry(entry: string, organization: Organization): ShareTarget[] {
  if (isUnitSelector(entry)) {
    return placesOf(organization)
      .filter((unit) => matchUnit(entry, unit))
      .map(unitTarget);
  }
  if (entry.startsWith('o-')) {
    return entry === organization.id ? [{ kind: 'organization', id: entry }] : [];
  }
  // An account or a user outside the organization is also a valid recipient: it gets an invitation.
  return [{ kind: entry.startsWith('arn:') ? 'user' : 'account', id: entry }];
}

function unitTarget({ id }: { readonly id: string }): ShareTarget {
  return { kind: 'unit', id };
}
