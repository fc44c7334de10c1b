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
    }),
  ),
});

/**
 * Saves the data that was read about the accounts in the scopes that are handed on.
 *
 * @param readAt when the reading began, in milliseconds since the epoch
 */
export async function rememberAccounts(
  { ports }: Pick<Context, 'ports'>,
  readAt: number,
  accounts: readonly Account[],
): Promise<void> {
  if (accounts.length === 0) return;
  const list = { format: 1, readAt, accounts: accounts.map(asKept) } satisfies z.infer<typeof listSchema>;
  await ports.bucket.writeCache(ACCOUNTS, JSON.stringify(list));
}

/** The recently listed accounts with these ids, by id. */
export async function rememberedAccounts(
  { ports, now, policy }: Pick<Context, 'ports' | 'now' | 'policy'>,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, Account>> {
  const list = parseCache(listSchema, await ports.bucket.readState(ACCOUNTS));
  if (list === undefined || now() - list.readAt > MAX_AGE_MS || list.readAt > now()) return new Map();
  const wanted = new Set(accountIds);
  // Without the ids of its units an account would not match a rule that names a unit by id.
  const isEnough = ({ unitIds }: Pick<Account, 'unitIds'>) => unitIds !== undefined || !needsUnitIds(policy);
  return new Map(
    list.accounts
      .filter((account) => wanted.has(account.id) && isEnough(account))
      .map((account) => [account.id, account]),
  );
}

function asKept({ unitIds, ...account }: Account) {
  return { ...account, ...(unitIds && { unitIds: [...unitIds] }) };
}
