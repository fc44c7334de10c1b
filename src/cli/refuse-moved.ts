import { TerminalError } from '../errors.ts';
import { counted } from '../report/counted.ts';
import { movements, type StateFact } from '../report/plan-state.ts';
import type { PlanFile } from './plan-file.ts';

/** So many lines tell what changed: with the first and the last one a refusal has five. */
const DETAILS = 3;

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
    'Use the credentials and the bucket that the plan was made with, or make a new plan',
  );
}

/**
 * A saved plan is applied to the state that it was made from.
 *
 * @param file the saved plan
 * @throws {TerminalError} naming what changed, in five lines at most
 */
export function refuseMoved(file: string, saved: PlanFile, now: readonly StateFact[]): void {
  const changes = movements(saved.state, now);
  if (changes.length === 0) return;
  const named = changes.length > DETAILS ? changes.slice(0, DETAILS - 1) : changes;
  const more = changes.length - named.length;
  throw new TerminalError(
    'refused',
    `The plan is out of date: ${counted(changes.length, 'thing')} changed since it was made`,
    `Make a new plan and look at it: lenskeeper plan --out ${file}`,
    { details: [...named, ...(more > 0 ? [`and ${more} more`] : [])].map((text) => `  ${text}`) },
  );
}
