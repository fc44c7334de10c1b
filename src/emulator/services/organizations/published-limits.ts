import type { LimitInput } from '../../limits.ts';

/** Rate per second and burst of one account. Source: AWS Organizations quotas, throttle limits. */
const RATES: readonly (readonly [operation: string, rate: number, burst: number])[] = [
  ['ListAccounts', 8, 12],
  ['DescribeAccount', 20, 30],
  ['ListParents', 5, 8],
  ['ListAccountsForParent', 5, 8],
  ['ListOrganizationalUnitsForParent', 5, 8],
  ['ListChildren', 6, 10],
  ['DescribeOrganizationalUnit', 2, 2],
  ['ListRoots', 1, 2],
  ['DescribeOrganization', 1, 2],
  ['CreateOrganizationalUnit', 1, 2],
  ['ListTagsForResource', 10, 15],
  ['MoveAccount', 2, 3],
  ['UpdateOrganizationalUnit', 2, 3],
  ['DeleteOrganizationalUnit', 2, 3],
  ['ListAWSServiceAccessForOrganization', 1, 3],
  ['EnableAWSServiceAccess', 1, 2],
  ['ListDelegatedAdministrators', 5, 8],
  ['CreateAccount', 0.1, 3],
  ['CloseAccount', 0.05, 1],
  ['TagResource', 4, 6],
  ['UntagResource', 4, 6],
];

/** The request rates of the real service, for `setLimits`; by default the embedded AWS has no limits. */
export const PUBLISHED_ORGANIZATIONS_LIMITS: readonly LimitInput[] = RATES.map(
  ([operation, rate, burst]) => ({
    service: 'organizations',
    operation,
    rate,
    burst,
  }),
);
