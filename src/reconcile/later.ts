import { type ActionKind, subjectOf } from './action.ts';
import type { Reconciled } from './reconcile.ts';
import { MAX_ACCOUNTS_PER_SCOPE, type Scope, type WorkMessage } from './scope.ts';

/** SQS delays a message by at most so many seconds. */
const LONGEST_SECONDS = 900;
const SHORTEST_SECONDS = 5;

/** What does not move in so many returns (about five hours) is left to the schedule, which looks at everything. */
const MOST_STALLS = 25;

/** The part of a scope that is looked at again, and when. */
export interface Return {
  readonly message: WorkMessage;
  readonly delaySeconds: number;
}

/**
 * What goes to `later`: of a scope only the subjects that are deferred or have to wait. While something gets done it
 * comes back at once; else the delay doubles from 5 to 900 seconds, unless something says how long it takes.
 */
export function returnOf(
  message: WorkMessage,
  result: Pick<Reconciled, 'outcomes' | 'waits'> & Partial<Pick<Reconciled, 'held'>>,
): Return | undefined {
  const deferred = result.outcomes.flatMap(({ outcome, action }) =>
    outcome === 'deferred' ? [subjectOf(action)] : [],
  );
  const subjects = new Set([...deferred, ...result.waits.map(({ subject }) => subject)]);
  if (subjects.size === 0) return undefined;
  const moved = result.outcomes.some(({ outcome }) => outcome === 'applied');
  const known = result.waits.flatMap(({ seconds }) => (seconds === undefined ? [] : [seconds]));
  const isAllKnown = deferred.length === 0 && known.length === result.waits.length;
  return returnAfter(
    {
      ...message,
      scope: narrowed(message.scope, subjects),
      // What was read afresh is in the snapshot by now.
      refreshOrganization: false,
      stalls: moved ? 0 : message.stalls,
      held: [...new Set([...message.held, ...(result.held ?? [])])],
      importAttempt: isImporting(result.outcomes) ? message.importAttempt : message.attempt + 1,
    },
    { seconds: isAllKnown ? Math.min(...known) : undefined, moved },
  );
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

/** The whole message once more; undefined when it came back in vain often enough. */
export function returnAfter(
  message: WorkMessage,
  { seconds, moved = false }: { readonly seconds?: number | undefined; readonly moved?: boolean } = {},
): Return | undefined {
  if (message.stalls >= MOST_STALLS) return undefined;
  const growing = SHORTEST_SECONDS * 2 ** Math.min(message.stalls, 10);
  return {
    message: { ...message, attempt: message.attempt + 1, stalls: moved ? 0 : message.stalls + 1 },
    delaySeconds: Math.min(LONGEST_SECONDS, Math.max(SHORTEST_SECONDS, seconds ?? growing)),
  };
}

/** Only the subjects that are left, where they fit one scope. */
function narrowed(scope: Scope, subjects: ReadonlySet<string>): Scope {
  const [first] = subjects;
  switch (scope.kind) {
    case 'lens':
      return scope;
    case 'accounts':
      return { kind: 'accounts', accountIds: scope.accountIds.filter((id) => subjects.has(id)) };
    case 'everything':
      if (scope.group === 'workloads' && subjects.size <= MAX_ACCOUNTS_PER_SCOPE) {
        return { kind: 'accounts', accountIds: [...subjects] };
      }
      return scope.group === 'lenses' && subjects.size === 1 && first !== undefined
        ? { kind: 'lens', key: first }
        : scope;
  }
}
