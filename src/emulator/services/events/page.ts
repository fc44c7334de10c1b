import { invalid } from './errors.ts';

/**
 * One page of a list; the token is the position of the next item.
 *
 * @throws AwsError `ValidationException` for a token that no reply contained
 */
export function pageOf<Item>(
  items: readonly Item[],
  { NextToken, Limit = 100 }: { NextToken?: string | undefined; Limit?: number | undefined },
): { readonly items: Item[]; readonly NextToken: string | undefined } {
  const start = NextToken === undefined ? 0 : Number(NextToken);
  if (!Number.isInteger(start) || start < 0) throw invalid('Invalid NextToken.');
  const end = start + Limit;
  return { items: items.slice(start, end), NextToken: end < items.length ? String(end) : undefined };
}
