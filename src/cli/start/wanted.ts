import { currentParent, type OrganizationsStore } from '../../emulator/services/organizations/store.ts';
import type { Account, Organization } from '../../organization/organization.ts';
import { settlement } from '../../organization/settlement.ts';
import { ROOT_PATH, unitsWithPaths } from '../../organization/unit-path.ts';
import type { Policy } from '../../policy/policy.ts';
import { sharingFor, workloadRuleFor } from '../../policy/select.ts';
import { type ShareTarget, shareTargets } from '../../policy/share-targets.ts';

/** The shares and workloads that the policy asks for in the embedded AWS; none without a valid policy. */
export interface Wanted {
  /** The recipients of the lens with this key. */
  recipientsOf(key: string): readonly ShareTarget[];
  /** The ids of the accounts that should have a workload now. */
  readonly accounts: ReadonlySet<string>;
}

/** @param now milliseconds of the emulator's clock */
export function wantedBy(policy: Policy | undefined, store: OrganizationsStore, now: number): Wanted {
  if (policy === undefined) return { recipientsOf: () => [], accounts: new Set() };
  const organization = organizationIn(store, now);
  const pathOf = new Map(organization.units.map(({ id, path }) => [id, path]));
  const isWanted = (account: Account) =>
    settlement(account, { settleMs: policy.settleMs, now }).settled === true &&
    workloadRuleFor(policy, account).kind === 'workload';
  const accounts = [...store.accounts.values()].flatMap((account): Account[] => {
    const { id, name, state, joinedAt, tags } = account;
    const parent = currentParent(account);
    if (parent === undefined) return [];
    const unitIds = store.ancestorsOfPlacement(account.placements).reverse().slice(1);
    const path = pathOf.get(parent) ?? ROOT_PATH;
    return [{ id, name, state, path, unitIds, joinedAt, tags: Object.fromEntries(tags) }];
  });
  return {
    recipientsOf: (key) => shareTargets(sharingFor(policy, key).with, organization).targets,
    accounts: new Set(accounts.filter(isWanted).map(({ id }) => id)),
  };
}

function organizationIn(store: OrganizationsStore, readAt: number): Organization {
  const { organizationId, rootId, managementAccountId } = store;
  const nodes = [...store.units.values()].flatMap((unit) => {
    const parentId = currentParent(unit);
    return parentId === undefined ? [] : [{ id: unit.id, name: unit.name, parentId }];
  });
  return { id: organizationId, rootId, managementAccountId, units: unitsWithPaths(rootId, nodes), readAt };
}
