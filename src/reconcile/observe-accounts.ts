import pMap from 'p-map';
import { ConflictError } from '../errors.ts';
import type { Account, Organization } from '../organization/organization.ts';
import { settlement } from '../organization/settlement.ts';
import { needsTags } from '../policy/select.ts';
import type { Context } from './context.ts';
import { withTags } from './observe-account-tags.ts';
import { observeOrganization } from './observe-organization.ts';
import type { Notice, Wait } from './plan.ts';

/** The accounts that a scope is about and that may have a workload now. */
export interface ObservedAccounts {
  readonly accounts: readonly Account[];
  readonly notices: readonly Notice[];
  /** Accounts that have to settle first. */
  readonly waits: readonly Wait[];
}

/** Reads accounts one by one (`accountIds`) or all pages of the organization (`undefined`). */
export async function observeAccounts(
  context: Context,
  accountIds: readonly string[] | undefined,
): Promise<ObservedAccounts> {
  const organization = await observeOrganization(context, { refresh: context.refreshOrganization });
  const notices: Notice[] = [];
  const found =
    accountIds === undefined
      ? await listAccounts(context, organization)
      : await describe(context, organization, accountIds, notices);
  const { settled, waits } = settle(context, found);
  const accounts = needsTags(context.policy)
    ? await withTags(context, settled, accountIds === undefined ? 'slice' : 'all')
    : settled;
  return { accounts, notices, waits };
}

/** An account in a unit that the snapshot does not know means that the snapshot is too old. */
async function listAccounts(context: Context, organization: Organization): Promise<readonly Account[]> {
  const port = context.ports.organization;
  try {
    return await port.listAccounts(organization);
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
    return await port.listAccounts(await observeOrganization(context, { refresh: true }));
  }
}

async function describe(
  context: Context,
  organization: Organization,
  accountIds: readonly string[],
  notices: Notice[],
): Promise<readonly Account[]> {
  const port = context.ports.organization;
  // Read at most once, and only when an account lies in a unit that the snapshot does not know.
  let refreshed: Promise<Organization> | undefined;
  const accounts = await pMap(
    [...new Set(accountIds)],
    async (id): Promise<Account | undefined> => {
      let reading = await port.describeAccount(id, organization);
      if (reading.kind === 'stale') {
        refreshed ??= observeOrganization(context, { refresh: true });
        reading = await port.describeAccount(id, await refreshed);
      }
      if (reading.kind === 'found') return reading.account;
      notices.push({
        kind: 'account-unknown',
        subject: id,
        message: `Look at account ${id}: it is not in the organization, so nothing is done`,
      });
      return undefined;
    },
    { concurrency: 4 },
  );
  return accounts.filter((account) => account !== undefined);
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
