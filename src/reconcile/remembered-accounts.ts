import * as z from 'zod/mini';
import type { Account } from '../organization/organization.ts';
import { needsUnitIds } from '../policy/select.ts';
import type { Context } from './context.ts';
import { parseCache } from './parse-cache.ts';

const ACCOUNTS = 'accounts.json';

/** An account that was moved or closed after the list was read has an event of its own, which is handled separately. */
const MAX_AGE_MS = 15 * 60 * 1_000;

const listSchema = z.object({
  format: z.literal(1),
  /** In milliseconds since the epoch. */
  readAt: z.number(),
  accounts: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      state: z.enum(['PENDING_ACTIVATION', 'ACTIVE', 'SUSPENDED', 'PENDING_CLOSURE', 'CLOSED']),
      path: z.string(),
      /** Absent in the texts of release 0.1.0. */
      unitIds: z.optional(z.array(z.string())),
      joinedAt: z.number(),
      /** In milliseconds since the epoch. Absent in the texts of release 0.1.0: that of the list. */
      readAt: z.optional(z.number()),
    }),
  ),
});

type AccountList = z.infer<typeof listSchema>;
type KeptAccount = AccountList['accounts'][number];

/**
 * Saves the data that was read about the accounts in the scopes that are handed on. Of two readings of an account the
 * later one is kept, whichever ends first: the schedule lists accounts for minutes, in which their unit may be renamed.
 *
 * @param readAt when the reading began, in milliseconds since the epoch
 */
export async function rememberAccounts(
  { ports }: Pick<Context, 'ports'>,
  readAt: number,
  accounts: readonly Account[],
): Promise<void> {
  if (accounts.length === 0) return;
  await ports.bucket.changeCache(ACCOUNTS, (text) => {
    const kept = keptIn(parseCache(listSchema, text));
    const newest = new Map(accounts.map((account) => [account.id, { ...asKept(account), readAt }]));
    for (const account of kept) {
      const isNewer = account.readAt > (newest.get(account.id)?.readAt ?? readAt - MAX_AGE_MS);
      if (isNewer) newest.set(account.id, account);
    }
    // Release 0.1.0 reads only the time of the list.
    const oldest = [...newest.values()].reduce((least, account) => Math.min(least, account.readAt), readAt);
    return JSON.stringify({
      format: 1,
      readAt: oldest,
      accounts: [...newest.values()],
    } satisfies AccountList);
  });
}

/** The recently listed accounts with these ids, by id. */
export async function rememberedAccounts(
  { ports, now, policy }: Pick<Context, 'ports' | 'now' | 'policy'>,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, Account>> {
  const list = parseCache(listSchema, await ports.bucket.readState(ACCOUNTS));
  const wanted = new Set(accountIds);
  const isFresh = ({ readAt }: { readonly readAt: number }) =>
    now() - readAt <= MAX_AGE_MS && readAt <= now();
  // Without the ids of its units an account would not match a rule that names a unit by id.
  const isEnough = ({ unitIds }: Pick<Account, 'unitIds'>) => unitIds !== undefined || !needsUnitIds(policy);
  return new Map(
    keptIn(list)
      .filter((account) => wanted.has(account.id) && isFresh(account) && isEnough(account))
      .map(({ readAt, ...account }) => [account.id, account]),
  );
}

function keptIn(list: AccountList | undefined): readonly (KeptAccount & { readonly readAt: number })[] {
  return (list?.accounts ?? []).map((account) => ({
    ...account,
    readAt: account.readAt ?? list?.readAt ?? 0,
  }));
}

function asKept({ unitIds, ...account }: Account): KeptAccount {
  return { ...account, ...(unitIds && { unitIds: [...unitIds] }) };
}
