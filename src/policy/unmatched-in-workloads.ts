import { nearest } from '../lens/nearest.ts';
import type { Account, Organization } from '../organization/organization.ts';
import { matchName } from '../organization/path-glob.ts';
import { ROOT_PATH } from '../organization/unit-path.ts';
import { matchUnit, placesOf } from '../organization/unit-selector.ts';
import { nearestPath } from './nearest-path.ts';
import type { Policy } from './policy.ts';
import { matchesAccount, workloadRuleIndex } from './select.ts';
import { createSuggester, type UnmatchedSelector } from './unmatched-selector.ts';

/** Maximum number of accounts whose names are compared for one selector. */
const MOST_NAMES = 2_000;

/**
 * The selectors in `workloads[].match` that match nothing, and the rules that match no account although each selector
 * matches something. Tags are not reported while the tags of an account that may get a workload are unknown.
 *
 * @param accounts every account of the organization, including closed ones
 */
export function unmatchedInWorkloads(
  policy: Policy,
  organization: Organization,
  accounts: readonly Account[],
): readonly UnmatchedSelector[] {
  const places = [{ path: ROOT_PATH, unitIds: [] }, ...placesOf(organization)];
  const ids = new Set(accounts.map(({ id }) => id));
  const names = [...new Set(accounts.map(({ name }) => name))];
  const living = accounts.filter(({ state }) => state === 'ACTIVE' || state === 'PENDING_ACTIVATION');
  const areTagsKnown = living.length > 0 && living.every(({ tags }) => tags !== undefined);
  const tags = new Set(
    accounts.flatMap((account) =>
      Object.entries(account.tags ?? {}).map(([key, value]) => tagOf(key, value)),
    ),
  );
  const suggest = createSuggester();
  return policy.workloads.flatMap(({ match }, index): readonly UnmatchedSelector[] => {
    const rule = `workloads[${index}]`;
    const single: readonly UnmatchedSelector[] = [
      ...(match.ou ?? [])
        .filter((selector) => !places.some((place) => matchUnit(selector, place)))
        .map((selector): UnmatchedSelector => {
          const near = suggest(() => nearestUnit(selector, organization));
          return { of: 'unit', place: `${rule}.match.ou`, selector, near };
        }),
      ...(match.ids ?? [])
        .filter((id) => !ids.has(id))
        .map((selector): UnmatchedSelector => {
          const near = suggest(() => accounts.find(({ id }) => differsLittle(id, selector))?.id);
          return { of: 'account-id', place: `${rule}.match.ids`, selector, near };
        }),
      ...(match.names ?? [])
        .filter((glob) => !names.some((name) => matchName(glob, name)))
        .map((selector): UnmatchedSelector => {
          const near = suggest(() => nearest(selector.replace(/[*?]/g, ''), names, MOST_NAMES));
          return { of: 'account-name', place: `${rule}.match.names`, selector, near };
        }),
      ...Object.entries(areTagsKnown ? (match.tags ?? {}) : {})
        .map(([key, value]) => tagOf(key, value))
        .filter((tag) => !tags.has(tag))
        .map((selector): UnmatchedSelector => {
          const near = suggest(() => nearest(selector, [...tags], MOST_NAMES));
          return { of: 'account-tag', place: `${rule}.match.tags`, selector, near };
        }),
    ];
    if (match.tags !== undefined && !areTagsKnown) return single;
    const own = living.filter((account) => matchesAccount(match, account));
    if (own.length === 0) {
      const isJoint = Object.keys(match).length > 1 && single.length === 0;
      const isOfOthers = accounts.some((account) => matchesAccount(match, account));
      return isJoint && !isOfOthers ? [{ of: 'rule', place: rule, selector: '' }] : single;
    }
    const isBehind = own.every((account) => workloadRuleIndex(policy, account) < index);
    return isBehind ? [...single, { of: 'rule-behind-others', place: rule, selector: '' }] : single;
  });
}

/** The path or glob of a unit that may have been meant; for a wrong id no suggestion is possible. */
export function nearestUnit(selector: string, { units }: Organization): string | undefined {
  return selector.startsWith('/')
    ? nearestPath(
        selector,
        units.map(({ path }) => path),
      )
    : undefined;
}

function tagOf(key: string, value: string): string {
  return `${key}=${value}`;
}

/** Whether two ids differ by one digit or by two swapped digits: any other id is a different account. */
function differsLittle(left: string, right: string): boolean {
  const wrong = [...left].flatMap((digit, at) => (digit === right[at] ? [] : [at]));
  const [first = 0, second = 0] = wrong;
  const isSwapped = wrong.length === 2 && left[first] === right[second] && left[second] === right[first];
  return wrong.length === 1 || isSwapped;
}
