import { invalidInput } from './errors.ts';
import type { OrganizationsStore } from './store.ts';

export interface PageRequest {
  readonly MaxResults?: number;
  readonly NextToken?: string;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly NextToken?: string;
}

const PAGE_SIZE = 20;

/**
 * One page of a list. With `emptyPageEvery`, every n-th page is empty although more pages follow, as the real service
 * may do.
 *
 * @throws AwsError InvalidInputException for a token that this list did not return
 */
export function page<Item>(
  organization: OrganizationsStore,
  items: readonly Item[],
  request: PageRequest,
): Page<Item> {
  const { start, number } = readToken(request.NextToken);
  const { emptyPageEvery } = organization.settings;
  if (emptyPageEvery >= 2 && number % emptyPageEvery === 0 && start < items.length) {
    return { items: [], NextToken: writeToken(start, number + 1) };
  }
  const end = start + (request.MaxResults ?? PAGE_SIZE);
  const found = items.slice(start, end);
  return end < items.length ? { items: found, NextToken: writeToken(end, number + 1) } : { items: found };
}

const writeToken = (start: number, number: number): string =>
  Buffer.from(`${start}/${number}`).toString('base64url');

function readToken(token: string | undefined): { start: number; number: number } {
  if (token === undefined) return { start: 0, number: 1 };
  const [, start, number] = /^(\d+)\/(\d+)$/.exec(Buffer.from(token, 'base64url').toString()) ?? [];
  if (start === undefined || number === undefined) {
    throw invalidInput('INVALID_NEXT_TOKEN', 'The provided NextToken is invalid.');
  }
  return { start: Number(start), number: Number(number) };
}
