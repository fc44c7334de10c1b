import type { Organization } from '../organization/organization.ts';
import { matchPath } from '../organization/path-glob.ts';
import { isUnitSelector } from '../organization/unit-selector.ts';
import { nearestPath } from './nearest-path.ts';
import type { Policy, ShareWith } from './policy.ts';
import { shareTargets } from './share-targets.ts';
import { nearestUnit } from './unmatched-in-workloads.ts';
import { createSuggester, type UnmatchedSelector } from './unmatched-selector.ts';

/**
 * The selectors in `lenses[].match`, `lenses[].share.with` and `share.with` that match nothing, and the rules that never
 * apply because rules before them match the same lenses.
 *
 * @param keys the keys of all lenses in the bucket
 */
export function unmatchedInLenses(
  policy: Policy,
  organization: Organization,
  keys: readonly string[],
): readonly UnmatchedSelector[] {
  const suggest = createSuggester();
  return [
    ...unmatchedRecipients('share.with', policy.share.with, organization, suggest),
    ...policy.lenses.flatMap(({ match, share }, index) => {
      const rule = `lenses[${index}]`;
      return [
        ...match
          .filter((glob) => !keys.some((key) => matchPath(glob, key)))
          .map((selector): UnmatchedSelector => {
            const near = suggest(() => nearestPath(selector, keys));
            return { of: 'lens', place: `${rule}.match`, selector, near };
          }),
        ...(isBehindOthers(policy, keys, index)
          ? [{ of: 'rule-behind-others', place: rule, selector: '' } as const]
          : []),
        ...unmatchedRecipients(`${rule}.share.with`, share.with ?? [], organization, suggest),
      ];
    }),
  ];
}

/** The place of the `share.with` that applies to a lens. */
export function sharePlaceOf({ lenses }: Policy, key: string): string {
  const index = lenses.findIndex(({ match }) => match.some((glob) => matchPath(glob, key)));
  return lenses[index]?.share.with === undefined ? 'share.with' : `lenses[${index}].share.with`;
}

function unmatchedRecipients(
  place: string,
  rule: ShareWith,
  organization: Organization,
  suggest: ReturnType<typeof createSuggester>,
): readonly UnmatchedSelector[] {
  return shareTargets(rule, organization).unknown.map((selector) => {
    const near = isUnitSelector(selector)
      ? suggest(() => nearestUnit(selector, organization))
      : organization.id;
    return { of: 'recipient', place, selector, near };
  });
}

function isBehindOthers({ lenses }: Policy, keys: readonly string[], index: number): boolean {
  const matches = (rule: number, key: string) => lenses[rule]?.match.some((glob) => matchPath(glob, key));
  const own = keys.filter((key) => matches(index, key));
  return own.length > 0 && own.every((key) => lenses.slice(0, index).some((_, rule) => matches(rule, key)));
}
