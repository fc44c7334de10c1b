import { TerminalError } from '../errors.ts';
import { counted } from '../report/counted.ts';
import { printable } from '../report/printable.ts';
import type { Screen } from './terminal.ts';

/**
 * No plan is made by a policy that is not the newest file: somebody is about to look at the wrong thing.
 *
 * @param problems errors of the policy in the bucket; each gets a line on standard error
 * @throws {TerminalError} when there are any
 */
export function refuseInvalidPolicy(
  action: string,
  problems: readonly string[],
  screen: Pick<Screen, 'tell'>,
): void {
  if (problems.length === 0) return;
  for (const problem of problems) screen.tell(printable(problem));
  throw new TerminalError(
    'refused',
    `${action}: the policy in the bucket is not valid (${counted(problems.length, 'finding')}), wanted a valid one`,
    'Correct it, check it with `lenskeeper validate lenskeeper.yaml`, and upload it',
  );
}
