import { TerminalError } from '../errors.ts';
import { movements, type StateFact } from '../report/plan-state.ts';
import type { PlanFile } from './plan-file.ts';

/** So many movements are named when a saved plan is refused. */
const NAMED = 6;

/**
 * A saved plan is applied where it was made.
 *
 * @param what such as `bucket`
 * @throws {TerminalError} when it is not
 */
export function refuseElsewhere(action: string, what: string, wanted: string, found: string): void {
  if (wanted === found) return;
  throw new TerminalError(
    'refused',
    `${action}: found ${what} ${found}, wanted ${wanted}, which the plan was made for`,
    'Use the credentials and the bucket that it was made with, or plan again',
  );
}

/**
 * A saved plan is applied to the state that it was made from.
 *
 * @throws {TerminalError} naming what moved
 */
export function refuseMoved(action: string, saved: PlanFile, now: readonly StateFact[]): void {
  const moved = movements(saved.state, now);
  if (moved.length === 0) return;
  const named = moved.slice(0, NAMED).join('; ');
  const more = moved.length > NAMED ? `; and ${moved.length - NAMED} more` : '';
  throw new TerminalError(
    'refused',
    `${action}: the state that the plan was made from moved: ${named}${more}`,
    'Plan again, and look at the new plan',
  );
}
