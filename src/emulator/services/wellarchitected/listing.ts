import type { Call } from '../../operation.ts';
import type { World } from '../../world.ts';
import { invalidField } from './errors.ts';

const MAX_PAGE = 50;

/** The time of the state that lists show: now, unless a fault makes lists stale. */
export function listedTime(world: World): number {
  return world.clock.now() - world.listStalenessMs;
}

/**
 * Whether a list shows an item: it is old enough, and not deleted or deleted less than `deletesLingerSeconds` (a
 * switch) ago.
 */
export function isListed(
  world: World,
  item: { readonly createdAt: number; readonly deletedAt: number | undefined },
): boolean {
  const at = listedTime(world);
  return item.createdAt <= at && (item.deletedAt === undefined || at < lingersUntil(world, item.deletedAt));
}

/** Whether an item still reserves its name: a deleted item does so for `deletesLingerSeconds`. */
export function holdsItsName(
  world: World,
  { deletedAt }: { readonly deletedAt: number | undefined },
): boolean {
  return deletedAt === undefined || world.clock.now() < lingersUntil(world, deletedAt);
}

function lingersUntil(world: World, deletedAt: number): number {
  return deletedAt + world.switches.deletesLingerSeconds * 1000;
}

/**
 * Takes one page from a list. The token names the last item shown and the operation, so items that are added or deleted
 * between two pages do not repeat or hide others.
 *
 * @throws {AwsError} ValidationException for a token that this operation did not return
 */
export function page<Item>(
  call: Call,
  items: readonly Item[],
  keyOf: (item: Item) => string,
  {
    MaxResults: size = MAX_PAGE,
    NextToken,
  }: { MaxResults?: number | undefined; NextToken?: string | undefined },
): { items: Item[]; NextToken?: string } {
  const after = NextToken === undefined ? '' : readToken(call, NextToken);
  const rest = items
    .map((item) => ({ item, key: keyOf(item) }))
    .filter(({ key }) => key > after)
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  const shown = rest.slice(0, size);
  const last = shown.at(-1);
  return {
    items: shown.map(({ item }) => item),
    ...(last !== undefined && rest.length > size ? { NextToken: writeToken(call, last.key) } : {}),
  };
}

function writeToken({ operation }: Call, key: string): string {
  return Buffer.from(`${operation} ${key}`).toString('base64url');
}

function readToken({ operation }: Call, token: string): string {
  const text = Buffer.from(token, 'base64url').toString();
  const prefix = `${operation} `;
  if (!text.startsWith(prefix)) throw invalidField('NextToken', 'The NextToken is not valid');
  return text.slice(prefix.length);
}
