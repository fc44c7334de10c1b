import { TerminalError } from '../errors.ts';
import { counted } from '../report/counted.ts';

/**
 * No plan is made while the newest policy file is not in force: it would not be the plan that the file asks for.
 *
 * @param problems errors of the policy in the bucket
 * @throws {TerminalError} when there are any, each on a line of its own
 */
export function refuseInvalidPolicy(action: string, problems: readonly string[]): void {
  if (problems.length === 0) return;
  throw new TerminalError(
    'refused',
    `${action}: the policy in the bucket is not valid (${counted(problems.length, 'finding')}), wanted a valid one`,
    'Correct it, check it with `lenskeeper validate lenskeeper.yaml`, and upload it',
    { details: problems },
  );
}
