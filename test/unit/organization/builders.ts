import type { Account, Organization } from '../../../src/organization/organization.ts';
import { type UnitNode, unitsWithPaths } from '../../../src/organization/unit-path.ts';

export const ROOT_ID = 'r-ab12';

/** Production with Payments and Web in it, Sandbox. */
export const UNITS: readonly UnitNode[] = [
  { id: 'ou-ab12-production', name: 'Production', parentId: ROOT_ID },
  { id: 'ou-ab12-payments', name: 'Payments', parentId: 'ou-ab12-production' },
  { id: 'ou-ab12-webwebweb', name: 'Web', parentId: 'ou-ab12-production' },
  { id: 'ou-ab12-sandboxes', name: 'Sandbox', parentId: ROOT_ID },
];

export function anOrganization(units: readonly UnitNode[] = UNITS): Organization {
  return {
    id: 'o-exampleorg1',
    rootId: ROOT_ID,
    managementAccountId: '111122223333',
    units: unitsWithPaths(ROOT_ID, units),
    readAt: 1_000_000,
  };
}

export function anAccount(account: Partial<Account> = {}): Account {
  return {
    id: '444455556666',
    name: 'Ledger',
    state: 'ACTIVE',
    path: '/Production/Payments',
    joinedAt: Date.UTC(2026, 0, 15),
    ...account,
  };
}
