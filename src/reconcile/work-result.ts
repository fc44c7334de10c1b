import type { Outcome } from './outcome.ts';
import type { Notice, Rejection } from './plan.ts';
import type { WorkMessage } from './scope.ts';

/** The result of one scope. */
export interface WorkResult {
  readonly outcomes: readonly Outcome[];
  readonly notices: readonly Notice[];
  /** Lens sources that are not published, including those that were reported before. */
  readonly rejections: readonly Rejection[];
  /** Seconds until the scope, or the rest of it, comes back; undefined if it is done. */
  readonly deferredSeconds: number | undefined;
}

/** Name under `state/` of the result of one attempt at a scope that a person requested: the command line follows it. */
export function workResultName({ run, sequence, attempt }: WorkMessage): string {
  return `runs/${run}/${sequence}-${attempt}.json`;
}
