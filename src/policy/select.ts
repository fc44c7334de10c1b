import type { Account } from '../organization/organization.ts';
import { matchName, matchPath } from '../organization/path-glob.ts';
import { isUnitIdSelector, matchUnit } from '../organization/unit-selector.ts';
import { placeholdersOf } from './placeholder.ts';
import type { AccountMatch, LensRule, Policy, PublishPolicy, SharePolicy } from './policy.ts';
import type { WorkloadTemplate } from './workload.ts';

/** What the policy specifies for an account: none because of `skip`, none because no rule matches it, or a workload. */
export type WorkloadSelection =
  | { readonly kind: 'skip' }
  | { readonly kind: 'none' }
  | {
      readonly kind: 'workload';
      readonly template: WorkloadTemplate;
      /** Members of the template that the file names: the others are defaults. */
      readonly explicit: ReadonlySet<keyof WorkloadTemplate>;
    };

/** The sharing of the lens with this key: from the first matching rule, with absent values from the top level of the policy. */
export function sharingFor(policy: Policy, lensKey: string): SharePolicy {
  return { ...policy.share, ...lensRuleFor(policy, lensKey)?.share };
}

/** How the next version of this lens gets its name. */
export function publishingFor(policy: Policy, lensKey: string): PublishPolicy {
  return { ...policy.publish, ...lensRuleFor(policy, lensKey)?.publish };
}

function lensRuleFor(policy: Policy, lensKey: string): LensRule | undefined {
  return policy.lenses.find(({ match }) => match.some((glob) => matchPath(glob, lensKey)));
}

/**
 * The result of the first rule that matches the account. Accounts that joined before its `joined-after` get nothing, and no
 * later rule applies to them. An account whose tags were not read does not match a rule with tags.
 */
export function workloadRuleFor(policy: Policy, account: Account): WorkloadSelection {
  const rule = policy.workloads[workloadRuleIndex(policy, account)];
  if (rule === undefined) {
    return { kind: 'none' };
  }
  if (rule.kind === 'skip') {
    return { kind: 'skip' };
  }
  if (rule.joinedAfter !== undefined && account.joinedAt < rule.joinedAfter) {
    return { kind: 'none' };
  }
  return { kind: 'workload', template: rule.template, explicit: rule.explicit };
}

/** The index of the first rule that matches the account; -1 if none does. */
export function workloadRuleIndex({ workloads }: Policy, account: Account): number {
  return workloads.findIndex(({ match }) => matchesAccount(match, account));
}

/** Whether accounts must be read with their tags: a rule selects by tags or a template contains one. */
export function needsTags(policy: Policy): boolean {
  return policy.workloads.some(
    (rule) =>
      rule.match.tags !== undefined ||
      (rule.kind === 'workload' && templateTexts(rule.template).some(showsTag)),
  );
}

/** Whether the unit ids of accounts are needed. */
export function needsUnitIds(policy: Policy): boolean {
  return policy.workloads.some(({ match }) => match.ou?.some(isUnitIdSelector) ?? false);
}

/** Whether a rule applies to an account. */
export function matchesAccount(match: AccountMatch, account: Account): boolean {
  const { ou, tags, ids, names } = match;
  return (
    (ou?.some((selector) => matchUnit(selector, account)) ?? true) &&
    (ids?.includes(account.id) ?? true) &&
    (names?.some((glob) => matchName(glob, account.name)) ?? true) &&
    (tags === undefined ||
      Object.entries(tags).every(
        ([key, value]) =>
          account.tags !== undefined && Object.hasOwn(account.tags, key) && account.tags[key] === value,
      ))
  );
}

function showsTag(text: string): boolean {
  return placeholdersOf(text).some((placeholder) => placeholder.kind === 'tag');
}

function templateTexts(value: unknown): string[] {
  if (typeof value === 'string') {
    return [value];
  }
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(templateTexts) : [];
}
