import { type ActionKind, subjectOf } from './action.ts';
import type { Notice } from './plan.ts';
import type { Reconciled } from './reconcile.ts';
import type { Scope, WorkMessage } from './scope.ts';
import { accountScopes } from './scopes-of.ts';

/** SQS delays a message by at most so many seconds. */
const LONGEST_SECONDS = 900;
const SHORTEST_SECONDS = 5;

/** What does not move in so many returns (about five hours) is left to the schedule, which looks at everything. */
const MOST_STALLS = 25;

/** More than a trigger has scopes, and than 50,000 accounts, the most of an organization, have hundreds. */
const MOST_PARTS = 1_000;

/** The part of a scope that is looked at again, and when. */
export interface Return {
  readonly message: WorkMessage;
  readonly delaySeconds: number;
}

/**
 * What goes to `later`: of a scope only the subjects that are deferred or have to wait. While something gets done they
 * come back at once; else the delay doubles from 5 to 900 seconds, unless something says how long it takes.
 *
 * Of a scope that means everything each lens and each hundred accounts come back by themselves: what is left of it is
 * then found with few reads, and does not have to fit one invocation together with reading the whole organization.
 */
export function returnsOf(
  message: WorkMessage,
  result: Pick<Reconciled, 'outcomes' | 'waits'> & Partial<Pick<Reconciled, 'held'>>,
): readonly Return[] {
  const deferred = result.outcomes.flatMap(({ outcome, action }) =>
    outcome === 'deferred' ? [subjectOf(action)] : [],
  );
  const subjects = new Set([...deferred, ...result.waits.map(({ subject }) => subject)]);
  if (subjects.size === 0) return [];
  const moved = result.outcomes.some(({ outcome }) => outcome === 'applied');
  const known = result.waits.flatMap(({ seconds }) => (seconds === undefined ? [] : [seconds]));
  const isAllKnown = deferred.length === 0 && known.length === result.waits.length;
  const whole = new Set(result.waits.flatMap(({ isWhole, subject }) => (isWhole === true ? [subject] : [])));
  const parts = partsOf(message.scope, subjects, whole);
  return parts.flatMap((scope, index) => {
    const outcomes =
      message.scope.kind === 'everything' && scope.kind === 'lens'
        ? result.outcomes.filter(({ action }) => subjectOf(action) === scope.key)
        : result.outcomes;
    const back = returnAfter(
      {
        ...message,
        scope,
        sequence: parts.length === 1 ? message.sequence : partSequence(message, index),
        // What was read afresh is in the snapshot by now.
        refreshOrganization: false,
        organizationAfter: undefined,
        stalls: moved ? 0 : message.stalls,
        held: [...new Set([...message.held, ...(result.held ?? [])])],
        importAttempt: isImporting(outcomes) ? message.importAttempt : message.attempt + 1,
      },
      { seconds: isAllKnown ? Math.min(...known) : undefined, moved },
    );
    return back === undefined ? [] : [back];
  });
}

/** What came back in vain often enough and is left to the schedule: a notice, since nobody else would hear of it. */
export function gaveUp(
  message: WorkMessage,
  { outcomes, waits }: Pick<Reconciled, 'outcomes' | 'waits'>,
): readonly Notice[] {
  const reasons = [
    ...outcomes.flatMap(({ outcome, action, detail }) =>
      outcome === 'deferred' ? [{ subject: subjectOf(action), reason: detail }] : [],
    ),
    ...waits,
  ];
  const moved = outcomes.some(({ outcome }) => outcome === 'applied');
  if (moved || message.stalls < MOST_STALLS) return [];
  const bySubject = new Map(reasons.map(({ subject, reason }) => [subject, reason]));
  return [...bySubject].map(([subject, reason]) => ({
    kind: 'gave-up',
    subject,
    message: `${subject} is not done after ${MOST_STALLS} returns: ${reason}. The next scheduled reconciliation looks at it again`,
  }));
}

/** Is an import under way whose draft is not there yet, and nothing imported that only waits to be published? */
function isImporting(outcomes: Reconciled['outcomes']): boolean {
  const isDeferred = (kind: ActionKind) =>
    outcomes.some(({ action, outcome }) => action.kind === kind && outcome === 'deferred');
  const imported = outcomes.some(
    ({ action, outcome }) => action.kind === 'import-lens' && outcome === 'applied',
  );
  return isDeferred('import-lens') && !(imported && isDeferred('publish-lens'));
}

/**
 * The whole message once more; undefined when it came back in vain often enough.
 *
 * @param options.isUnderWay somebody else does what it waits for, and that ends by itself: the return is not in vain
 */
export function returnAfter(
  message: WorkMessage,
  {
    seconds,
    moved = false,
    isUnderWay = false,
  }: {
    readonly seconds?: number | undefined;
    readonly moved?: boolean;
    readonly isUnderWay?: boolean;
  } = {},
): Return | undefined {
  if (message.stalls >= MOST_STALLS) return undefined;
  const stalls = isUnderWay ? message.stalls : message.stalls + 1;
  const growing = SHORTEST_SECONDS * 2 ** Math.min(message.stalls, 10);
  return {
    message: { ...message, attempt: message.attempt + 1, stalls: moved ? 0 : stalls },
    delaySeconds: Math.min(LONGEST_SECONDS, Math.max(SHORTEST_SECONDS, seconds ?? growing)),
  };
}

/**
 * Only the subjects that are left, in scopes as small as those of the schedule.
 *
 * @param whole lenses that are to be looked at whole, each by itself
 */
function partsOf(scope: Scope, subjects: ReadonlySet<string>, whole: ReadonlySet<string>): readonly Scope[] {
  switch (scope.kind) {
    case 'unit':
      return [scope];
    case 'unit-shares':
      return [
        ...(subjects.size > whole.size ? [scope] : []),
        ...[...whole].map((key): Scope => ({ kind: 'lens', key })),
      ];
    case 'lens':
      return [scope];
    case 'accounts':
      return [{ kind: 'accounts', accountIds: scope.accountIds.filter((id) => subjects.has(id)) }];
    case 'everything':
      return scope.group === 'workloads'
        ? accountScopes([...subjects])
        : [...subjects].map((key): Scope => ({ kind: 'lens', key }));
  }
}

/** Another than that of any sibling: two messages of one run and sequence would be taken for one. */
export function partSequence({ sequence }: Pick<WorkMessage, 'sequence'>, index: number): number {
  return (sequence + 1) * MOST_PARTS + index;
}
