import type { Account } from '../organization/organization.ts';
import { matchName, matchPath } from '../organization/path-glob.ts';
import { isUnitIdSelector, matchUnit } from '../organization/unit-selector.ts';
import { placeholdersOf } from './placeholder.ts';
import type { AccountMatch, LensRule, Policy, PublishPolicy, SharePolicy } from './policy.ts';
import type { WorkloadTemplate } from './workload.ts';

/** What the policy wants for an account: nothing on purpose, nothing because no rule is about it, or a workload. */
export type WorkloadSelection =
  | { readonly kind: 'skip' }
  | { readonly kind: 'none' }
  | {
      readonly kind: 'workload';
      readonly template: WorkloadTemplate;
      /** Members of the template that the file names: the others are defaults. */
      readonly explicit: ReadonlySet<keyof WorkloadTemplate>;
    };

/** Who the lens of this key is shared with: the first matching rule, and the policy as a whole for what it leaves open. */
export function sharingFor(policy: Policy, lensKey: string): SharePolicy {
  return { ...policy.share, ...lensRuleFor(policy, lensKey)?.share };
}

/** How the next version of this lens is named. */
export function publishingFor(policy: Policy, lensKey: string): PublishPolicy {
  return { ...policy.publish, ...lensRuleFor(policy, lensKey)?.publish };
}

function lensRuleFor(policy: Policy, lensKey: string): LensRule | undefined {
  return policy.lenses.find(({ match }) => match.some((glob) => matchPath(glob, lensKey)));
}

/**
 * What the first rule that matches the account says. Accounts that joined before its `joined-after` get nothing, also
 * not from a later rule. An account whose tags were not read matches no rule that asks for tags.
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

/** Which rule is the first that matches the account; -1 when none does. */
export function workloadRuleIndex({ workloads }: Policy, account: Account): number {
  return workloads.findIndex(({ match }) => matchesAccount(match, account));
}

/** Whether accounts have to be read with their tags: a rule selects by them or a template shows one. */
export function needsTags(policy: Policy): boolean {
  return policy.workloads.some(
    (rule) =>
      rule.match.tags !== undefined ||
      (rule.kind === 'workload' && templateTexts(rule.template).some(showsTag)),
  );
}

/** Whether accounts have to be known with the ids of their units. */
export function needsUnitIds(policy: Policy): boolean {
  return policy.workloads.some(({ match }) => match.ou?.some(isUnitIdSelector) ?? false);
}

/** Whether an account is one that a rule is about. */
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
