import pMap from 'p-map';
import * as z from 'zod/mini';
import type { Account } from '../organization/organization.ts';
import type { Context } from './context.ts';
import { parseCache } from './parse-cache.ts';

const TAGS = 'account-tags.json';
const DAY_MS = 24 * 60 * 60 * 1000;
/** The schedule runs hourly: one slice per run refreshes every account once a day. */
const SLICES_PER_DAY = 24;

const tagsSchema = z.object({
  format: z.literal(1),
  accounts: z.record(z.string(), z.object({ readAt: z.number(), tags: z.record(z.string(), z.string()) })),
});

type RememberedTags = z.infer<typeof tagsSchema>['accounts'];

/**
 * Adds tags to accounts; accounts that left the organization in the meantime are left out.
 * `all`: the accounts that an event names are read now. `slice`: in a whole organization only new
 * accounts are read, and a part of those that were not read for a day, because ListTagsForResource allows 10 calls per
 * second for all tools of the customer together (Organizations quotas).
 */
export async function withTags(
  { ports, now }: Context,
  accounts: readonly Account[],
  read: 'all' | 'slice',
): Promise<readonly Account[]> {
  const remembered = parseCache(tagsSchema, await ports.bucket.readState(TAGS))?.accounts ?? {};
  const due = read === 'all' ? accounts : dueAccounts(accounts, remembered, now());
  const known: RememberedTags = { ...remembered };
  const gone = new Set<string>();
  try {
    await pMap(
      due,
      async ({ id }) => {
        const tags = await ports.organization.listTags(id);
        if (tags !== undefined) {
          known[id] = { readAt: now(), tags: { ...tags } };
        } else {
          gone.add(id);
          delete known[id];
        }
      },
      { concurrency: 4 },
    );
  } finally {
    // The tags that were read before a throttle or the deadline are saved, so that the next run continues from there.
    if (due.length > 0) await ports.bucket.writeCache(TAGS, JSON.stringify({ format: 1, accounts: known }));
  }
  return accounts
    .filter(({ id }) => !gone.has(id))
    .map((account) => ({ ...account, tags: known[account.id]?.tags ?? {} }));
}

function dueAccounts(
  accounts: readonly Account[],
  remembered: RememberedTags,
  now: number,
): readonly Account[] {
  const unknown = accounts.filter(({ id }) => remembered[id] === undefined);
  const old = accounts
    .flatMap((account) => {
      const readAt = remembered[account.id]?.readAt;
      return readAt !== undefined && now - readAt > DAY_MS ? [{ account, readAt }] : [];
    })
    .sort((left, right) => left.readAt - right.readAt)
    .slice(0, Math.ceil(accounts.length / SLICES_PER_DAY));
  return [...unknown, ...old.map(({ account }) => account)];
}
