import type { Organization } from '../organization/organization.ts';
import { isUnitSelector, matchUnit, placesOf } from '../organization/unit-selector.ts';
import type { ShareWith } from './policy.ts';

/** Who a lens is shared with, in the form that `CreateLensShare` takes: an id, or a user's ARN. */
export interface ShareTarget {
  readonly kind: 'unit' | 'organization' | 'account' | 'user';
  readonly id: string;
}

export interface ShareTargets {
  /** Sorted by kind and id, without duplicates. */
  readonly targets: readonly ShareTarget[];
  /** Entries of the policy that nothing in the organization answers to. */
  readonly unknown: readonly string[];
}

/** Who a share rule means in this organization. */
export function shareTargets(rule: ShareWith, organization: Organization): ShareTargets {
  const found = new Map<string, ShareTarget>();
  const unknown = new Set<string>();
  for (const entry of typeof rule === 'string' ? [rule] : rule) {
    const targets = typeof rule === 'string' ? byWord(rule, organization) : byEntry(entry, organization);
    for (const target of targets) {
      found.set(`${target.kind} ${target.id}`, target);
    }
    // The words mean "whatever there is", so an organization without units leaves nothing unknown.
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
  // An account or a user outside the organization is as good a recipient as one inside: it gets an invitation.
  return [{ kind: entry.startsWith('arn:') ? 'user' : 'account', id: entry }];
}

function unitTarget({ id }: { readonly id: string }): ShareTarget {
  return { kind: 'unit', id };
}
