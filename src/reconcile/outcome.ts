import type { Action } from './action.ts';

/** The result of an action. */
export interface Outcome {
  readonly action: Action;
  /** `rejected` is terminal; `deferred` is tried again later. */
  readonly outcome: 'applied' | 'already-done' | 'rejected' | 'deferred';
  /** Text for people: the version published, the reason of a rejection and how to fix it. */
  readonly detail: string;
}
