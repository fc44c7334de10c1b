import { setTimeout as sleep } from 'node:timers/promises';
import { DeadlineError } from '../errors.ts';
import type { Operator } from '../operator.ts';
import { type Action, subjectOf } from '../reconcile/action.ts';
import type { Outcome } from '../reconcile/outcome.ts';
import type { Notice } from '../reconcile/plan.ts';
import type { PlannedScope } from '../reconcile/plan-scope.ts';
import type { PolicyInForce } from '../reconcile/policy-in-force.ts';
import type { Scope, WorkMessage } from '../reconcile/scope.ts';
import type { Progress } from './progress.ts';

/** What became of a plan. */
export interface Applied {
  readonly outcomes: readonly Outcome[];
  readonly notices: readonly Notice[];
}

/** Throws when the state is not as it should be. */
export type Check = (planned: PlannedScope, found: Pick<PolicyInForce, 'policy' | 'problems'>) => void;

/** How often the worker's answers are looked for, in milliseconds. */
const LOOK_EVERY_MS = 500;

/**
 * Does the work in this process. When it is interrupted, what was not begun is left for later.
 *
 * @param work.scope absent: everything
 * @param work.check looks at the state before anything is written; see `Operator.apply`
 */
export async function doWork(
  operator: Operator,
  { scope, check }: { readonly scope: Scope | undefined; readonly check: Check | undefined },
  progress: Progress,
  interrupted: AbortSignal,
): Promise<Applied> {
  const attempted: Outcome[] = [];
  try {
    const results = await operator.apply(
      ({ action, outcome, detail }) => {
        progress.count({ action, outcome, detail });
        attempted.push({ action, outcome: outcome === 'conflict' ? 'deferred' : outcome, detail });
      },
      scope,
      check,
    );
    return {
      outcomes: results.flatMap(({ outcomes }) => outcomes),
      notices: results.flatMap(({ notices }) => notices),
    };
  } catch (error) {
    // Stopped while it planned anew: what was done is known all the same.
    if (interrupted.aborted && error instanceof DeadlineError) {
      return { outcomes: lastOf(attempted), notices: [] };
    }
    throw error;
  }
}

/** Hands the scopes to the worker and follows each one until the worker says that it is done. */
export async function followWorker(
  operator: Operator,
  scopes: readonly Scope[],
  progress: Progress,
  interrupted: AbortSignal,
): Promise<Applied> {
  let followed: readonly WorkMessage[] = await operator.enqueue(scopes);
  progress.log(`Handed ${followed.length} scopes to the worker`);
  const outcomes: Outcome[] = [];
  // Of a scope that came back only its last look counts.
  const notices = new Map<number, readonly Notice[]>();
  while (followed.length > 0 && !interrupted.aborted) {
    const next: WorkMessage[] = [];
    for (const message of followed) {
      const result = await operator.resultOf(message);
      if (result === undefined) {
        next.push(message);
        continue;
      }
      for (const outcome of result.outcomes) progress.count(outcome);
      outcomes.push(...result.outcomes);
      notices.set(message.sequence, result.notices);
      if (result.deferredSeconds !== undefined) next.push({ ...message, attempt: message.attempt + 1 });
    }
    followed = next;
    if (followed.length > 0) await sleep(LOOK_EVERY_MS, undefined, { signal: interrupted }).catch(() => {});
  }
  return { outcomes: lastOf(outcomes), notices: [...notices.values()].flat() };
}

/** Of an action that was deferred and done later only its end counts. */
function lastOf(outcomes: readonly Outcome[]): readonly Outcome[] {
  return [...new Map(outcomes.map((outcome) => [identityOf(outcome.action), outcome])).values()];
}

/** What stays the same when an action is planned anew. */
function identityOf(action: Action): string {
  const target = action.kind === 'share-lens' ? action.target.id : '';
  return `${action.kind} ${subjectOf(action)} ${target}`;
}
