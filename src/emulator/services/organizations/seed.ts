import type { AccountState } from '@aws-sdk/client-organizations';
import type { World } from '../../world.ts';
import { randomSigns } from './make-id.ts';
import { type OrganizationsStore, organizationsOf } from './store.ts';

export interface SeedAccount {
  readonly id: string;
  readonly name: string;
  /** Default: `account-<id>@example.com`. */
  readonly email?: string;
  /** Default: ACTIVE. */
  readonly state?: AccountState;
  readonly tags?: Readonly<Record<string, string>>;
  /** Default: now, by the clock of the world. */
  readonly joinedAt?: Date;
  /** Default: CREATED. */
  readonly joinedMethod?: 'CREATED' | 'INVITED';
}

export interface SeedUnit {
  /** Default: a random one. */
  readonly id?: string;
  readonly name: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly units?: readonly SeedUnit[];
  readonly accounts?: readonly SeedAccount[];
}

/** The units and accounts under the root, the services with trusted access, and the delegated administrators. */
export interface SeedOrganization {
  readonly units?: readonly SeedUnit[];
  readonly accounts?: readonly SeedAccount[];
  /** Service principals with trusted access. */
  readonly enabledServices?: readonly string[];
  /** The service principals that each account administers, by account id. */
  readonly delegatedAdministrators?: Readonly<Record<string, readonly string[]>>;
}

/**
 * Adds units and accounts to the organization without events and quotas, as if they had always existed. Can be called
 * again to add more; an account that exists already is moved and changed.
 */
export function seedOrganization(world: World, tree: SeedOrganization): void {
  const organization = organizationsOf(world);
  addChildren(organization, organization.rootId, tree);
  for (const service of tree.enabledServices ?? [])
    organization.enabledServices.set(service, world.clock.now());
  for (const [accountId, services] of Object.entries(tree.delegatedAdministrators ?? {})) {
    organization.delegatedAdministrators.set(
      accountId,
      new Map(services.map((service) => [service, world.clock.now()])),
    );
  }
}

/** Seeded items have the earliest time, so that stale lists contain them. */
const BEGINNING = 0;

function addChildren(
  organization: OrganizationsStore,
  parentId: string,
  { units = [], accounts = [] }: Pick<SeedUnit, 'units' | 'accounts'>,
): void {
  for (const account of accounts) {
    organization.accounts.set(account.id, {
      id: account.id,
      name: account.name,
      email: account.email ?? `account-${account.id}@example.com`,
      state: account.state ?? 'ACTIVE',
      joinedMethod: account.joinedMethod ?? 'CREATED',
      joinedAt: account.joinedAt?.getTime() ?? organization.context.clock.now(),
      placements: [{ at: BEGINNING, parentId }],
      tags: new Map(Object.entries(account.tags ?? {})),
    });
  }
  for (const unit of units) {
    const id = unit.id ?? `ou-${organization.rootId.slice(2)}-${randomSigns(8)}`;
    const tags = new Map(Object.entries(unit.tags ?? {}));
    organization.units.set(id, { id, name: unit.name, placements: [{ at: BEGINNING, parentId }], tags });
    addChildren(organization, id, unit);
  }
}
