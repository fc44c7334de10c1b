import type {
  AccountState,
  CreateAccountStatus,
  Handshake,
  HandshakeState,
} from '@aws-sdk/client-organizations';
import type { OrganizationsView, StoreContext, World } from '../../world.ts';
import { departed, joined } from './events.ts';

/**
 * One parent of an account or unit since a time. The last placement is the current one; its parent is `undefined` after
 * the removal.
 */
export interface Placement {
  readonly at: number;
  readonly parentId: string | undefined;
}

export interface Unit {
  readonly id: string;
  name: string;
  readonly placements: Placement[];
  readonly tags: Map<string, string>;
}

export interface MemberAccount {
  readonly id: string;
  name: string;
  email: string;
  state: AccountState;
  readonly joinedMethod: 'INVITED' | 'CREATED';
  readonly joinedAt: number;
  readonly placements: Placement[];
  readonly tags: Map<string, string>;
}

/** How the emulated organization behaves; quotas are the documented ones. */
export interface OrganizationSettings {
  /** How long CreateAccount takes, in milliseconds of the emulator's clock. */
  accountCreationMs: number;
  /** How long a new account stays PENDING_ACTIVATION. */
  accountActivationMs: number;
  /** How long CloseAccount takes. */
  accountClosureMs: number;
  /** Every n-th page of a list is empty and has a NextToken; 0: none, else at least 2. */
  emptyPageEvery: number;
  /** Whether `Account.Paths` ends with the account id; the pattern of the API model allows both. */
  pathsIncludeAccount: boolean;
  maxAccounts: number;
  maxUnits: number;
  maxConcurrentCreations: number;
}

const DEFAULT_ORGANIZATION_SETTINGS: OrganizationSettings = {
  accountCreationMs: 3_000,
  accountActivationMs: 0,
  accountClosureMs: 3_000,
  emptyPageEvery: 0,
  pathsIncludeAccount: false,
  maxAccounts: 50_000,
  maxUnits: 2_000,
  maxConcurrentCreations: 5,
};

export interface OrganizationIdentity {
  readonly organizationId: string;
  readonly managementAccountId: string;
  readonly rootId: string;
}

/** An invitation or request between the organization and an account. */
export type OpenHandshake = Handshake & { Id: string; State: HandshakeState; accountId: string };

/** The one organization of the embedded AWS. */
export class OrganizationsStore implements OrganizationsView {
  readonly context: StoreContext;
  readonly organizationId: string;
  readonly managementAccountId: string;
  readonly rootId: string;
  readonly rootTags = new Map<string, string>();
  readonly units = new Map<string, Unit>();
  readonly accounts = new Map<string, MemberAccount>();
  readonly creations = new Map<string, CreateAccountStatus>();
  readonly handshakes = new Map<string, OpenHandshake>();
  /** Service principals with trusted access, and since when. */
  readonly enabledServices = new Map<string, number>();
  /** By account id: the service principals that the account administers, and since when. */
  readonly delegatedAdministrators = new Map<string, Map<string, number>>();
  settings: OrganizationSettings = { ...DEFAULT_ORGANIZATION_SETTINGS };

  constructor(context: StoreContext, identity: OrganizationIdentity) {
    this.context = context;
    this.organizationId = identity.organizationId;
    this.managementAccountId = identity.managementAccountId;
    this.rootId = identity.rootId;
  }

  ancestorsOf(accountId: string): readonly string[] | undefined {
    const account = this.account(accountId);
    return account === undefined ? undefined : this.ancestorsOfPlacement(account.placements);
  }

  hasUnit(unitId: string): boolean {
    return this.unit(unitId) !== undefined;
  }

  /** A unit that exists; undefined for a deleted unit. */
  unit(id: string): Unit | undefined {
    const unit = this.units.get(id);
    return unit !== undefined && currentParent(unit) !== undefined ? unit : undefined;
  }

  /** A member account; undefined for an account that has left. */
  account(id: string): MemberAccount | undefined {
    const account = this.accounts.get(id);
    return account !== undefined && currentParent(account) !== undefined ? account : undefined;
  }

  isParent(id: string): boolean {
    return id === this.rootId || this.hasUnit(id);
  }

  /** Ids above a node, nearest first, ending in the root id. */
  ancestorsOfPlacement(placements: readonly Placement[]): string[] {
    const ancestors: string[] = [];
    let parentId = placements.at(-1)?.parentId;
    while (parentId !== undefined) {
      ancestors.push(parentId);
      parentId = this.units.get(parentId)?.placements.at(-1)?.parentId;
    }
    return ancestors;
  }

  /** `o-…/r-…/ou-…/`: the path of a node, in the form of `Paths` and `Path`. */
  pathOf(placements: readonly Placement[]): string {
    return `${[this.organizationId, ...this.ancestorsOfPlacement(placements).reverse()].join('/')}/`;
  }

  /** Member accounts in lists: their state `listStalenessMs` of the world ago, in the order of joining. */
  listedAccounts(parentId?: string): MemberAccount[] {
    return this.#listed(this.accounts, parentId);
  }

  /** Units in lists: their state `listStalenessMs` of the world ago. */
  listedUnits(parentId?: string): Unit[] {
    return this.#listed(this.units, parentId);
  }

  #listed<Node extends { readonly placements: readonly Placement[] }>(
    nodes: ReadonlyMap<string, Node>,
    parentId: string | undefined,
  ): Node[] {
    const { listStalenessMs } = this.context.world();
    const asOf = this.context.clock.now() - listStalenessMs;
    return [...nodes.values()].filter(({ placements }) => {
      const seen = listStalenessMs > 0 ? placements.findLast(({ at }) => at <= asOf) : placements.at(-1);
      return seen?.parentId !== undefined && (parentId === undefined || seen.parentId === parentId);
    });
  }

  place(node: { readonly placements: Placement[] }, parentId: string | undefined): void {
    node.placements.push({ at: this.context.clock.now(), parentId });
  }

  /** Makes an account a member, under the root, and announces it. */
  join(account: Omit<MemberAccount, 'placements' | 'joinedAt'>): void {
    const now = this.context.clock.now();
    this.accounts.delete(account.id);
    this.accounts.set(account.id, {
      ...account,
      joinedAt: now,
      placements: [{ at: now, parentId: this.rootId }],
    });
    joined(this, account.id, account.joinedMethod);
  }

  /** Removes a member from the organization and announces it. */
  depart(account: MemberAccount, method: 'LEFT' | 'REMOVED' | 'CLEANED'): void {
    this.place(account, undefined);
    this.delegatedAdministrators.delete(account.id);
    departed(this, account.id, method);
  }

  /** The tags of a root, unit or account; undefined when it does not exist. */
  tagsOf(resourceId: string): Map<string, string> | undefined {
    if (resourceId === this.rootId) return this.rootTags;
    return this.unit(resourceId)?.tags ?? this.account(resourceId)?.tags;
  }

  arn(kind: 'account' | 'ou' | 'root' | 'organization' | 'handshake', ...ids: readonly string[]): string {
    return `arn:aws:organizations::${this.managementAccountId}:${[kind, this.organizationId, ...ids].join('/')}`;
  }
}

export const currentParent = (node: { readonly placements: readonly Placement[] }): string | undefined =>
  node.placements.at(-1)?.parentId;

/** The store of the organization in a world. */
export function organizationsOf(world: World): OrganizationsStore {
  if (world.organizations instanceof OrganizationsStore) return world.organizations;
  throw new TypeError('Cannot access the organization: the world was built with another organization store');
}
