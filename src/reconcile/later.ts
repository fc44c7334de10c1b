import { type ActionKind, subjectOf } from './action.ts';
import type { Notice } from './plan.ts';
import type { Reconciled } from './reconcile.ts';
import type { Scope, WorkMessage } from './scope.ts';
import { accountScopes } from './scopes-of.ts';

/** The longest delay of a message in SQS, in seconds. */
const LONGEST_SECONDS = 900;
const SHORTEST_SECONDS = 5;

/** After this many returns without progress (about five hours) a scope is left to the schedule, which checks everything. */
const MOST_STALLS = 25;

/** More than the scopes of a trigger, and more than the hundreds in 50,000 accounts, the maximum of an organization. */
const MOST_PARTS = 1_000;

/** The part of a scope that is checked again, and when. */
export interface Return {
  readonly message: WorkMessage;
  readonly delaySeconds: number;
}

/**
 * The messages for `later`: only the subjects of a scope that are deferred or must wait. While there is progress they
 * come back at once; otherwise the delay doubles from 5 to 900 seconds, unless the duration of a wait is known.
 *
 * For a scope that covers everything, each lens and each hundred accounts come back separately: the remaining work is
 * then found with few reads and need not fit into one invocation together with reading the whole organization.
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
        // A scope that comes back itself keeps its sequence, which would grow without bound.
        sequence:
          parts.length === 1 || scope === message.scope ? message.sequence : partSequence(message, index),
        // The snapshot contains the fresh reading by now.
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

/**
 * A notice for each subject that is left to the schedule after too many returns without progress; it is reported nowhere
 * else.
 */
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
    message: `${subject} is not done after ${MOST_STALLS} retries: ${reason}. The next scheduled reconciliation checks it again`,
  }));
}

/** Whether an import is in progress whose draft does not exist yet, and no imported lens only waits to be published. */
function isImporting(outcomes: Reconciled['outcomes']): boolean {
  const isDeferred = (kind: ActionKind) =>
    outcomes.some(({ action, outcome }) => action.kind === kind && outcome === 'deferred');
  const imported = outcomes.some(
    ({ action, outcome }) => action.kind === 'import-lens' && outcome === 'applied',
  );
  return isDeferred('import-lens') && !(imported && isDeferred('publish-lens'));
}

/**
 * The whole message again; undefined after too many returns without progress.
 *
 * @param options.isUnderWay another invocation does the work that it waits for: the return counts as progress
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
 * Only the remaining subjects, in scopes as small as those of the schedule.
 *
 * @param whole lenses that must be checked completely, each in a scope of its own
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

/** A sequence that differs from that of every sibling: SQS would treat two messages of one run and sequence as duplicates. */
export function partSequence({ sequence }: Pick<WorkMessage, 'sequence'>, index: number): number {
  return (sequence + 1) * MOST_PARTS + index;
}
