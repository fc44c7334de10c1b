import type { Outcome } from './outcome.ts';
import type { Notice, Rejection } from './plan.ts';
import type { WorkMessage } from './scope.ts';

/** What became of one scope. */
export interface WorkResult {
  readonly outcomes: readonly Outcome[];
  readonly notices: readonly Notice[];
  /** Lens sources that are not published, whether or not that is news. */
  readonly rejections: readonly Rejection[];
  /** In how many seconds the scope, or the rest of it, comes back; undefined when it is done. */
  readonly deferredSeconds: number | undefined;
}

/** Name under `state/` of the result of one attempt at a scope that a person asked for: the command line follows it. */
export function workResultName({ run, sequence, attempt }: WorkMessage): string {
  return `runs/${run}/${sequence}-${attempt}.json`;
}
