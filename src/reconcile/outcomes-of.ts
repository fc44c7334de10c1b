import { isDeepStrictEqual } from 'node:util';
import { type Action, subjectOf } from './action.ts';
import type { Attempt } from './apply.ts';
import type { Outcome } from './outcome.ts';

/**
 * The outcome of each action over several rounds of planning. Only the last attempt at an action counts; an action that was
 * not planned again after a conflict was done by another writer.
 */
export function outcomesOf(rounds: readonly (readonly Attempt[])[]): readonly Outcome[] {
  return rounds.flatMap((attempts, round) => {
    const later = rounds.slice(round + 1).flat();
    const isLastRound = round === rounds.length - 1;
    return attempts.flatMap(({ action, outcome, detail }): Outcome[] => {
      if (outcome === 'applied' || outcome === 'already-done') return [{ action, outcome, detail }];
      if (isAmong(later, action)) return [];
      if (outcome === 'rejected') return [{ action, outcome, detail }];
      return [{ action, outcome: isLastRound ? 'deferred' : 'already-done', detail }];
    });
  });
}

/** Whether the same action has been attempted. */
export function isAmong(attempts: readonly Attempt[], action: Action): boolean {
  const subject = subjectOf(action);
  // The cheap comparison comes first: a thousand waiting accounts are all compared with each other.
  return attempts.some(
    (attempt) => subjectOf(attempt.action) === subject && isDeepStrictEqual(attempt.action, action),
  );
}
