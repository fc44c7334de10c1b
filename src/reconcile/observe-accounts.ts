import pMap from 'p-map';
import { ConflictError } from '../errors.ts';
import { changeUnits } from '../organization/change-units.ts';
import type { Account, Organization } from '../organization/organization.ts';
import { settlement } from '../organization/settlement.ts';
import { needsTags } from '../policy/select.ts';
import type { Context } from './context.ts';
import { learnUnit } from './learn-unit.ts';
import { withTags } from './observe-account-tags.ts';
import { observeOrganization } from './observe-organization.ts';
import type { Notice, Wait } from './plan.ts';
import { rememberedAccounts } from './remembered-accounts.ts';

/**
 * An event names a few accounts, which are described one by one; for hundreds that would take as long as creating
 * workloads.
 */
const DESCRIBED_AT_MOST = 20;

/** The accounts of a scope that may have a workload now. */
export interface ObservedAccounts {
  readonly accounts: readonly Account[];
  readonly notices: readonly Notice[];
  /** Accounts that must settle first. */
  readonly waits: readonly Wait[];
  /** The tree of units that gave them their paths; undefined if none was needed. */
  readonly organization: Organization | undefined;
  /** Every account of the organization, with its tags if they are known; undefined if only some were read. */
  readonly listed: readonly Account[] | undefined;
}

/**
 * Reads accounts one by one (`accountIds`) or all pages of the organization (`undefined`). A scope of many accounts comes
 * from a comparison of everything: the list of that comparison is reused while it is fresh.
 *
 * @param organization the tree of units, if it is already read
 */
export async function observeAccounts(
  context: Context,
  accountIds: readonly string[] | undefined,
  organization = observeOrganization(context),
): Promise<ObservedAccounts> {
  // Accounts are listed at the same time; a failure of the tree is thrown where the tree is awaited.
  organization.catch(() => {});
  const notices: Notice[] = [];
  const moving: Wait[] = [];
  const known =
    accountIds !== undefined && accountIds.length > DESCRIBED_AT_MOST && context.organizationAfter === 0
      ? await rememberedAccounts(context, accountIds)
      : new Map<string, Account>();
  const others = accountIds?.filter((id) => !known.has(id));
  const found =
    others === undefined
      ? await listAccounts(context, organization)
      : await describe(context, organization, others, { notices, waits: moving });
  const { settled, waits } = settle(context, [...known.values(), ...found.accounts]);
  const accounts = needsTags(context.policy)
    ? await withTags(context, settled, others === undefined || known.size > 0 ? 'slice' : 'all')
    : settled;
  const present = new Set(accounts.map(({ id }) => id));
  const left = settled.filter(({ id }) => !present.has(id));
  notices.push(...left.map(({ id }) => noticeUnknown(id)));
  const tagged = new Map(accounts.map((account) => [account.id, account]));
  const listed =
    accountIds === undefined ? found.accounts.map((account) => tagged.get(account.id) ?? account) : undefined;
  return {
    accounts,
    notices,
    waits: [...waits, ...moving],
    organization: found.organization,
    listed,
  };
}

/** Accounts with the tree of units that their paths come from. */
interface Found {
  readonly accounts: readonly Account[];
  readonly organization: Organization;
}

/** If an account is in a unit that the snapshot does not contain, the snapshot is too old. */
async function listAccounts(context: Context, organization: Promise<Organization>): Promise<Found> {
  const listBy = async (tree: Promise<Organization>): Promise<Found> => ({
    accounts: await context.ports.organization.listAccounts(tree),
    organization: await tree,
  });
  return await listBy(organization).catch(async (error) => {
    if (!(error instanceof ConflictError)) throw error;
    return await listBy(observeOrganization(context, { again: true }));
  });
}

async function describe(
  context: Context,
  tree: Promise<Organization>,
  accountIds: readonly string[],
  { notices, waits }: { readonly notices: Notice[]; readonly waits: Wait[] },
): Promise<Found> {
  const port = context.ports.organization;
  let organization = await tree;
  // A unit that the snapshot does not contain is read alone, once for all accounts in it.
  const learning = new Map<string, Promise<void>>();
  const learn = async (unitId: string) => {
    const learned = await learnUnit(context, organization, unitId);
    organization = changeUnits(organization, learned.changes ?? []);
  };
  const accounts = await pMap(
    [...new Set(accountIds)],
    async (id): Promise<Account | undefined> => {
      let reading = await port.describeAccount(id, organization);
      if (reading.kind === 'stale') {
        const learned = learning.get(reading.unitId) ?? learn(reading.unitId);
        learning.set(reading.unitId, learned);
        await learned;
        reading = await port.describeAccount(id, organization);
      }
      if (reading.kind === 'stale') {
        waits.push({ subject: id, reason: 'The account is being moved', seconds: undefined });
        return undefined;
      }
      if (reading.kind === 'found') return reading.account;
      notices.push(noticeUnknown(id));
      return undefined;
    },
    { concurrency: 4 },
  );
  return {
    accounts: accounts.filter((account) => account !== undefined),
    organization,
  };
}

function noticeUnknown(id: string): Notice {
  return {
    kind: 'account-unknown',
    subject: id,
    message: `${id} is not an account of the organization, so nothing is done for it`,
  };
}

function settle(
  { policy, now }: Context,
  accounts: readonly Account[],
): { readonly settled: readonly Account[]; readonly waits: readonly Wait[] } {
  const settled: Account[] = [];
  const waits: Wait[] = [];
  for (const account of accounts) {
    const state = settlement(account, { settleMs: policy.settleMs, now: now() });
    if (state.settled === true) settled.push(account);
    if (state.settled === false) {
      waits.push({ subject: account.id, reason: state.reason, seconds: state.waitSeconds });
    }
  }
  return { settled, waits };
}
