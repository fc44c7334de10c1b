import type { Limit } from './ceiling.ts';

/** The default part of the published rates that Lenskeeper uses: the whole organization shares the buckets. */
export const ORGANIZATIONS_SHARE = 0.5;

/**
 * Calls per second and burst for one account. Source: AWS Organizations quotas, throttle limits. Only operations that
 * Lenskeeper calls.
 */
const PUBLISHED: ReadonlyMap<string, Limit> = new Map([
  ['ListAccounts', { rate: 8, burst: 12 }],
  ['DescribeAccount', { rate: 20, burst: 30 }],
  ['DescribeOrganizationalUnit', { rate: 2, burst: 2 }],
  ['ListAccountsForParent', { rate: 5, burst: 8 }],
  ['ListParents', { rate: 5, burst: 8 }],
  ['ListOrganizationalUnitsForParent', { rate: 5, burst: 8 }],
  ['ListRoots', { rate: 1, burst: 2 }],
  ['ListTagsForResource', { rate: 10, burst: 15 }],
  ['ListAWSServiceAccessForOrganization', { rate: 1, burst: 3 }],
]);

/** @param share of the published rate, at most {@link ORGANIZATIONS_SHARE} */
export function organizationsLimit(operation: string, share: number): Limit | undefined {
  const published = PUBLISHED.get(operation);
  if (published === undefined) return undefined;
  return { rate: published.rate * share, burst: Math.max(1, published.burst * share) };
}
