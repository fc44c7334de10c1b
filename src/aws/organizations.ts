import {
  type Account as AccountDescription,
  DescribeAccountCommand,
  ListParentsCommand,
  type OrganizationsClient,
  paginateListAccounts,
  paginateListAccountsForParent,
  paginateListOrganizationalUnitsForParent,
  paginateListRoots,
  paginateListTagsForResource,
} from '@aws-sdk/client-organizations';
import { ConflictError, TerminalError } from '../errors.ts';
import type { Account, AccountState, Organization } from '../organization/organization.ts';
import { createPathFinder, ROOT_PATH, type UnitNode, unitsWithPaths } from '../organization/unit-path.ts';
import { type Place, placesOf } from '../organization/unit-selector.ts';
import { beginWalk, type UnitWalk } from '../organization/unit-walk.ts';
import type { AccountReading, UnitReading } from '../reconcile/ports.ts';
import { describeUnit } from './describe-unit.ts';
import { isNamed } from './is-named.ts';
import { unitChain } from './unit-chain.ts';

/** Pages of Organizations hold 20 items at most (API model, `MaxResults`). */
const PAGE_SIZE = 20;

/** The client limits the rate; this only limits how many calls wait for it at the same time. */
const CONCURRENCY = 4;

export interface OrganizationReader {
  /**
   * Reads the current tree of units: ListRoots, and one list of units for the root and for every unit.
   *
   * @param walk progress of an earlier reading; it is extended, so that it shows the progress of this reading if it fails
   * @param onRead called after each list; an error that it throws ends the reading
   */
  readUnits(signal?: AbortSignal, walk?: UnitWalk, onRead?: () => Promise<void>): Promise<Organization>;
  /**
   * All accounts, each with the path of its unit.
   *
   * @param organization may still be pending: accounts and units have separate rates
   * @param onListed called after each page with the number of accounts listed so far
   * @throws {ConflictError} when an account is in a unit that `organization` does not contain: read the units again
   */
  listAccounts(
    organization: Organization | Promise<Organization>,
    signal?: AbortSignal,
    onListed?: (accounts: number) => void,
  ): Promise<readonly Account[]>;
  /** One account, in one call, or in two calls if the response lacks the account's path. */
  describeAccount(id: string, organization: Organization, signal?: AbortSignal): Promise<AccountReading>;
  /** One unit, with the ancestors that `organization` does not contain. */
  describeUnit(id: string, organization: Organization, signal?: AbortSignal): Promise<UnitReading>;
  /** The accounts directly in these units of the organization: one list each. A deleted unit has none. */
  listAccountsIn(
    unitIds: readonly string[],
    organization: Organization,
    signal?: AbortSignal,
  ): Promise<readonly Account[]>;
  /** The tags of an account; undefined if it is not, or no longer, in the organization. */
  listTags(accountId: string, signal?: AbortSignal): Promise<Readonly<Record<string, string>> | undefined>;
}

/**
 * Reads an AWS organization. Works from the management account and from a delegated administrator account (API model).
 * The client does retries and pacing, and the caller interprets SDK errors.
 *
 * @param options.now milliseconds since the epoch
 */
export function createOrganizationReader({
  client,
  now = Date.now,
}: {
  readonly client: OrganizationsClient;
  readonly now?: () => number;
}): OrganizationReader {
  return {
    async readUnits(signal, walk = beginWalk(now()), onRead = async () => {}) {
      const root = walk.root ?? (await readRoot(client, signal));
      if (walk.root === undefined) walk.open.add(root.rootId);
      walk.root = root;
      // Units nest at most five levels deep, so waiting for each level costs little.
      while (walk.open.size > 0) {
        await mapBounded([...walk.open], async (parentId) => {
          const nodes = await listUnits(client, parentId, signal);
          // A unit must be empty before it is deleted, so everything that was below it is found elsewhere.
          if (nodes === undefined) walk.found.delete(parentId);
          for (const node of nodes ?? []) {
            walk.found.set(node.id, node);
            walk.open.add(node.id);
          }
          walk.open.delete(parentId);
          await onRead();
        });
      }
      return {
        ...root,
        units: unitsWithPaths(root.rootId, [...walk.found.values()]),
        readAt: walk.beganAt,
      };
    },

    async listAccounts(tree, signal, onListed = () => {}) {
      const listed: { readonly account: Account; readonly Paths: string[] }[] = [];
      // Only the needed data of each page is kept: a description is several times as large as an account.
      for await (const page of paginateListAccounts({ client, pageSize: PAGE_SIZE }, {}, abortWith(signal))) {
        for (const description of page.Accounts ?? []) {
          listed.push({ account: toAccount(description, ROOT), Paths: description.Paths ?? [] });
        }
        onListed(listed.length);
      }
      const organization = await tree;
      const pathOf = createPathFinder(organization);
      let parents: ReadonlyMap<string, Place> | undefined;
      const accounts: Account[] = [];
      for (const { account, Paths } of listed) {
        const chain = unitChain(Paths, organization);
        if (chain === undefined) parents ??= await readParents(client, organization, signal);
        const place = chain ? placeAt(chain, pathOf(chain)) : parents?.get(account.id);
        if (place === undefined) {
          throw new ConflictError(
            `List accounts: account ${account.id} is in a unit that is not known, wanted one of the ${organization.units.length} units read before`,
          );
        }
        accounts.push({ ...account, ...place });
      }
      return accounts;
    },

    async describeAccount(id, organization, signal) {
      try {
        const description = await describe(client, id, signal);
        const chain = unitChain(description.Paths, organization);
        const unitId = chain ? chain.at(-1) : await readParentId(client, id, signal);
        const place = chain
          ? placeAt(chain, createPathFinder(organization)(chain))
          : parentsIn(organization).find((parent) => parent.id === unitId);
        return place === undefined
          ? { kind: 'stale', unitId: unitId ?? organization.rootId }
          : {
              kind: 'found',
              account: toAccount(description, { path: place.path, unitIds: place.unitIds }),
            };
      } catch (error) {
        // The account may leave the organization between the two calls.
        if (isNamed(error, 'AccountNotFoundException', 'ChildNotFoundException')) return { kind: 'unknown' };
        throw error;
      }
    },

    describeUnit: (id, organization, signal) => describeUnit(client, id, organization, abortWith(signal)),

    async listAccountsIn(unitIds, organization, signal) {
      const units = parentsIn(organization).filter(({ id }) => unitIds.includes(id));
      const listed = await mapBounded(units, async ({ id, path, unitIds: above }) => {
        const accounts = await listAccountsForParent(client, id, signal);
        return accounts.map((account) => toAccount(account, { path, unitIds: above }));
      });
      return listed.flat();
    },

    async listTags(accountId, signal) {
      const tags: [string, string][] = [];
      try {
        for await (const page of paginateListTagsForResource(
          { client },
          { ResourceId: accountId },
          abortWith(signal),
        )) {
          tags.push(...(page.Tags ?? []).map(({ Key = '', Value = '' }): [string, string] => [Key, Value]));
        }
      } catch (error) {
        if (isNamed(error, 'TargetNotFoundException')) return undefined;
        throw error;
      }
      return Object.fromEntries(tags);
    },
  };
}

/** An organization has one root, and its ARN names the management account and the organization (API model). */
async function readRoot(client: OrganizationsClient, signal: AbortSignal | undefined) {
  for await (const page of paginateListRoots({ client }, {}, abortWith(signal))) {
    for (const { Arn = '' } of page.Roots ?? []) {
      const [, managementAccountId, id, rootId] =
        /^arn:[a-z-]+:organizations::(\d{12}):root\/(o-[a-z0-9]+)\/(r-[0-9a-z]+)$/.exec(Arn) ?? [];
      if (managementAccountId === undefined || id === undefined || rootId === undefined) {
        throw new TerminalError(
          'validation',
          `Read the organization: the root's ARN is ${JSON.stringify(Arn)}, wanted arn:aws:organizations::<account>:root/<organization>/<root>`,
          'Report this: Lenskeeper does not know this form',
        );
      }
      return { id, rootId, managementAccountId };
    }
  }
  throw new TerminalError(
    'not-found',
    'Read the organization: it has no root, wanted one',
    'Check AWS Organizations in the management account',
  );
}

async function listUnits(
  client: OrganizationsClient,
  parentId: string,
  signal: AbortSignal | undefined,
): Promise<readonly UnitNode[] | undefined> {
  const nodes: UnitNode[] = [];
  try {
    for await (const page of paginateListOrganizationalUnitsForParent(
      { client, pageSize: PAGE_SIZE },
      { ParentId: parentId },
      abortWith(signal),
    )) {
      for (const { Id, Name } of page.OrganizationalUnits ?? []) {
        if (Id !== undefined) {
          nodes.push({ id: Id, name: Name ?? Id, parentId });
        }
      }
    }
    return nodes;
  } catch (error) {
    // The walk takes minutes, and a unit may be deleted in the meantime (API model).
    if (isNamed(error, 'ParentNotFoundException')) return undefined;
    throw error;
  }
}

/** The parents of all accounts: one list for the root and one for every unit. */
async function readParents(
  client: OrganizationsClient,
  organization: Organization,
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<string, Place>> {
  const found = await mapBounded(parentsIn(organization), async ({ id, path, unitIds }) => {
    const accounts = await listAccountsForParent(client, id, signal);
    return accounts.map(({ Id = '' }): [string, Place] => [Id, { path, unitIds }]);
  });
  return new Map(found.flat());
}

/** The accounts directly in a unit; empty if the unit was deleted since the tree was read. */
async function listAccountsForParent(
  client: OrganizationsClient,
  ParentId: string,
  signal: AbortSignal | undefined,
): Promise<readonly AccountDescription[]> {
  const accounts: AccountDescription[] = [];
  try {
    for await (const page of paginateListAccountsForParent(
      { client, pageSize: PAGE_SIZE },
      { ParentId },
      abortWith(signal),
    )) {
      accounts.push(...(page.Accounts ?? []));
    }
  } catch (error) {
    if (!isNamed(error, 'ParentNotFoundException')) throw error;
  }
  return accounts;
}

async function readParentId(
  client: OrganizationsClient,
  accountId: string,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  const { Parents = [] } = await client.send(
    new ListParentsCommand({ ChildId: accountId }),
    abortWith(signal),
  );
  return Parents[0]?.Id;
}

const ROOT: Place = { path: ROOT_PATH, unitIds: [] };

/** The root and every unit: the possible parents of an account. */
function parentsIn(organization: Organization) {
  return [{ id: organization.rootId, ...ROOT }, ...placesOf(organization)];
}

function placeAt(unitIds: readonly string[], path: string | undefined): Place | undefined {
  return path === undefined ? undefined : { path, unitIds };
}

async function describe(
  client: OrganizationsClient,
  id: string,
  signal: AbortSignal | undefined,
): Promise<AccountDescription> {
  const { Account: description = {} } = await client.send(
    new DescribeAccountCommand({ AccountId: id }),
    abortWith(signal),
  );
  return description;
}

function toAccount(description: AccountDescription, place: Place): Account {
  const { Id: id = '', Name: name = '', JoinedTimestamp: joined } = description;
  return { id, name, state: stateOf(description), ...place, joinedAt: joined?.getTime() ?? 0 };
}

/**
 * `Status` was replaced by `State` on 2026-09-09 (API model). An unknown state counts as not
 * active: waiting does no harm.
 */
function stateOf({ State, Status }: AccountDescription): AccountState {
  const state: string | undefined = State ?? Status;
  switch (state) {
    case 'ACTIVE':
    case 'SUSPENDED':
    case 'PENDING_CLOSURE':
    case 'CLOSED':
      return state;
    default:
      return 'PENDING_ACTIVATION';
  }
}

function abortWith(signal: AbortSignal | undefined): { readonly abortSignal?: AbortSignal } {
  return signal ? { abortSignal: signal } : {};
}

/** Keeps the order of the items; after the first failure no new item is started. */
async function mapBounded<Item, Result>(
  items: readonly Item[],
  map: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const queue = items.entries();
  let hasFailed = false;
  const work = async (): Promise<void> => {
    for (const [index, item] of queue) {
      if (hasFailed) {
        return;
      }
      try {
        results[index] = await map(item);
      } catch (error) {
        hasFailed = true;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(CONCURRENCY, items.length) }, work));
  return results;
}
