import { setTimeout as sleep } from 'node:timers/promises';
import { DeadlineError } from '../errors.ts';
import type { Operator } from '../operator.ts';
import { type Action, subjectOf } from '../reconcile/action.ts';
import type { Outcome } from '../reconcile/outcome.ts';
import type { Notice } from '../reconcile/plan.ts';
import type { PlannedScope } from '../reconcile/plan-scope.ts';
import type { PolicyInForce } from '../reconcile/policy-in-force.ts';
import type { Scope, WorkMessage } from '../reconcile/scope.ts';
import { counted } from '../report/counted.ts';
import type { Progress } from './progress.ts';

/** The result of a plan. */
export interface Applied {
  readonly outcomes: readonly Outcome[];
  readonly notices: readonly Notice[];
}

/** Throws when the plan is out of date. */
export type Check = (planned: PlannedScope, found: Pick<PolicyInForce, 'policy' | 'problems'>) => void;

/** The interval at which the worker's answers are read, in milliseconds. */
const LOOK_EVERY_MS = 500;

/**
 * Does the work in this process. After an interruption, actions that were not started are deferred.
 *
 * @param work.scope absent: everything
 * @param work.check checks the state before anything is written; see `Operator.apply`
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
    // Stopped during a new plan: the completed actions are known.
    if (interrupted.aborted && error instanceof DeadlineError) {
      return { outcomes: lastOf(attempted), notices: [] };
    }
    throw error;
  }
}

/** Sends the scopes to the worker and follows each one until the worker reports that it is done. */
export async function followWorker(
  operator: Operator,
  scopes: readonly Scope[],
  progress: Progress,
  interrupted: AbortSignal,
): Promise<Applied> {
  let followed: readonly WorkMessage[] = await operator.enqueue(scopes);
  progress.log(`Sent ${counted(followed.length, 'scope')} to the worker`);
  const outcomes: Outcome[] = [];
  // Of a scope that was handled several times only the last answer counts.
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

/** Of an action that was deferred and done later only the last outcome counts. */
function lastOf(outcomes: readonly Outcome[]): readonly Outcome[] {
  return [...new Map(outcomes.map((outcome) => [identityOf(outcome.action), outcome])).values()];
}

/** The identity of an action, which a new plan does not change. */
function identityOf(action: Action): string {
  const target = action.kind === 'share-lens' ? action.target.id : '';
  return `${action.kind} ${subjectOf(action)} ${target}`;
}
