import { TerminalError } from '../errors.ts';
import { counted } from '../report/counted.ts';
import { movements, type StateFact } from '../report/plan-state.ts';
import type { PlanFile } from './plan-file.ts';

/** The most lines that list changes: with the first and last line a refusal has five. */
const DETAILS = 3;

/**
 * Refuses a saved plan that was made for another account, Region or bucket.
 *
 * @param what such as `bucket`
 * @throws {TerminalError} when it is another
 */
export function refuseElsewhere(action: string, what: string, wanted: string, found: string): void {
  if (wanted === found) return;
  throw new TerminalError(
    'refused',
    `${action}: the plan was made for the ${what} ${wanted}, not ${found}`,
    'Use the credentials and the bucket of the plan, or make a new plan',
  );
}

/**
 * Refuses a saved plan that is out of date.
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
    `Make a new plan: lenskeeper plan --out ${file}`,
    { details: [...named, ...(more > 0 ? [`and ${more} more`] : [])].map((text) => `  ${text}`) },
  );
}
