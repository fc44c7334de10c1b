import type { Action } from './action.ts';

/** What became of an action. */
export interface Outcome {
  readonly action: Action;
  /** `rejected` is terminal; `deferred` is looked at again later. */
  readonly outcome: 'applied' | 'already-done' | 'rejected' | 'deferred';
  /** What a person reads: the version published, the reason of a rejection and how to mend it. */
  readonly detail: string;
}
