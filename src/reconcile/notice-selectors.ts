import { isDeepStrictEqual } from 'node:util';
import { quote } from '../lens/quote.ts';
import type { Account, Organization } from '../organization/organization.ts';
import { nearestAfterRename } from '../policy/nearest-path.ts';
import { sharePlaceOf, unmatchedInLenses } from '../policy/unmatched-in-lenses.ts';
import { unmatchedInWorkloads } from '../policy/unmatched-in-workloads.ts';
import type { UnmatchedSelector } from '../policy/unmatched-selector.ts';
import type { Context } from './context.ts';
import { parseCache } from './parse-cache.ts';
import type { Notice, NoticeKind } from './plan.ts';
import {
  type FormerUnit,
  formerUnits,
  matchedBefore,
  recallSelectors,
  SELECTOR_MEMORY,
  type SelectorMemory,
  selectorMemorySchema,
} from './selector-memory.ts';

const KIND_OF: Readonly<Record<UnmatchedSelector['of'], NoticeKind>> = {
  unit: 'match-ou-unknown',
  'account-id': 'match-id-unknown',
  'account-name': 'match-name-unknown',
  'account-tag': 'match-tag-unknown',
  lens: 'match-lens-unknown',
  recipient: 'share-target-unknown',
  rule: 'rule-matches-nothing',
  'rule-behind-others': 'rule-behind-others',
};

/** The kinds of notices about selectors of the policy. */
export const SELECTOR_NOTICES: readonly NoticeKind[] = [...Object.values(KIND_OF), 'lens-source-missing'];

const FOUND: Readonly<Record<UnmatchedSelector['of'], string>> = {
  unit: 'matches no OU',
  'account-id': 'is not an account of the organization',
  'account-name': 'matches no account name',
  'account-tag': 'matches no account tag; the tags of an account are read once a day',
  lens: 'matches no lens in the bucket',
  recipient: 'matches nothing in the organization',
  rule: 'matches no account, although each of its selectors matches something',
  'rule-behind-others': 'never applies: the rules before it match everything that it matches',
};

/** If the units are older than this, in milliseconds, the notice gives the time of reading: the schedule reads them hourly. */
const OLD_MS = 10 * 60_000;

/** Former units and accounts that one notice names. */
const MOST_NAMED = 3;

/** A workload that Lenskeeper created for an account that no rule of the policy matches now. */
export interface UncoveredWorkload {
  readonly account: string;
  readonly workloadId: string;
}

/** @param asked keys of the lenses in the scope; absent: the scope is the whole policy */
export async function noticeLensSelectors(
  context: Context,
  organization: Organization,
  keys: readonly string[],
  asked?: readonly string[],
): Promise<readonly Notice[]> {
  const { policy } = context;
  const unmatched = unmatchedInLenses(policy, organization, keys);
  const places = asked && new Set(asked.map((key) => sharePlaceOf(policy, key)));
  const meant = places
    ? unmatched.filter(({ of, place }) => of === 'recipient' && places.has(place))
    : unmatched;
  const memory = await recall(context, organization);
  return meant.map((selector) => {
    const former = formerUnits(selector.selector, memory, organization);
    return noticeOf(selector, { former, uncovered: 0, organization, now: context.now() });
  });
}

/**
 * @param accounts every account of the organization
 * @param uncovered counted in the notice of the selector that matched their accounts before; the rest get a notice of their
 *   own
 */
export async function noticeWorkloadSelectors(
  context: Context,
  organization: Organization,
  accounts: readonly Account[],
  uncovered: readonly UncoveredWorkload[],
): Promise<readonly Notice[]> {
  const memory = await recall(context, organization);
  const accountOf = new Map(accounts.map((account) => [account.id, account]));
  const explained = new Set<string>();
  const notices = unmatchedInWorkloads(context.policy, organization, accounts).map((selector) => {
    const former = formerUnits(selector.selector, memory, organization);
    const own = uncovered.filter(({ account: id }) => {
      const account = accountOf.get(id);
      return account !== undefined && matchedBefore(selector.selector, account, former);
    });
    for (const { workloadId } of own) explained.add(workloadId);
    return noticeOf(selector, { former, uncovered: own.length, organization, now: context.now() });
  });
  const others = uncovered.filter(({ workloadId }) => !explained.has(workloadId));
  return others.length === 0 ? notices : [...notices, noticeUncovered(others)];
}

/** Reads what the selectors matched before, and saves what they match now. */
async function recall(
  { ports, policy }: Context,
  organization: Organization,
): Promise<SelectorMemory | undefined> {
  const before = parseCache(selectorMemorySchema, await ports.bucket.readState(SELECTOR_MEMORY));
  const after = recallSelectors(policy, organization, before);
  const isEmpty = Object.keys(after.units).length === 0;
  if (!isEmpty && !isDeepStrictEqual(after, before)) {
    await ports.bucket.writeCache(SELECTOR_MEMORY, JSON.stringify(after));
  }
  return before;
}

function noticeOf(
  { of, place, selector, near }: UnmatchedSelector,
  {
    former,
    uncovered,
    organization,
    now,
  }: {
    readonly former: readonly FormerUnit[];
    readonly uncovered: number;
    readonly organization: Organization;
    readonly now: number;
  },
): Notice {
  const [first] = former;
  const nearer = first?.is === undefined ? near : (nearestAfterRename(selector, first.was, first.is) ?? near);
  const isOld = (of === 'unit' || of === 'recipient') && now - organization.readAt > OLD_MS;
  const parts = [
    `${place}${selector === '' ? '' : ` ${quote(selector)}`} ${FOUND[of]}`,
    ...(isOld ? [`the OUs were read at ${new Date(organization.readAt).toISOString()}`] : []),
    ...former.slice(0, MOST_NAMED).map(formerText),
    ...(former.length > MOST_NAMED ? [`and ${former.length - MOST_NAMED} more`] : []),
    ...(uncovered === 0 ? [] : [`${workloadsText(uncovered)} no longer covered`]),
    ...(nearer === undefined ? [] : [`the nearest is ${quote(nearer)}`]),
  ];
  return { kind: KIND_OF[of], message: `Policy: ${parts.join('; ')}` };
}

function formerText({ id, was, is }: FormerUnit): string {
  return `${id} was ${quote(was)} when it last matched and ${is === undefined ? 'no longer exists' : `is ${quote(is)} now`}`;
}

function noticeUncovered(uncovered: readonly UncoveredWorkload[]): Notice {
  const named = uncovered.slice(0, MOST_NAMED).map(({ account }) => account);
  const more = uncovered.length > named.length ? ` and ${uncovered.length - named.length} more` : '';
  return {
    kind: 'workload-uncovered',
    message:
      `Policy: ${workloadsText(uncovered.length)} no longer covered: no rule matches ${named.join(', ')}${more}; ` +
      (uncovered.length === 1 ? 'the workload stays as it is' : 'the workloads stay as they are'),
  };
}

function workloadsText(count: number): string {
  return count === 1
    ? '1 workload that Lenskeeper created is'
    : `${count} workloads that Lenskeeper created are`;
}
