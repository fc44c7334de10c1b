import { TerminalError } from '../errors.ts';
import { counted } from '../report/counted.ts';

/**
 * Refuses to make a plan while the newest policy file is invalid, because the plan would not follow the file.
 *
 * @param problems errors of the policy in the bucket
 * @throws {TerminalError} when there are any, each on a line of its own
 */
export function refuseInvalidPolicy(action: string, problems: readonly string[]): void {
  if (problems.length === 0) return;
  throw new TerminalError(
    'refused',
    `${action}: the policy in the bucket is not valid (${counted(problems.length, 'finding')})`,
    'Correct the policy, check it with `lenskeeper validate lenskeeper.yaml`, and upload it',
    { details: problems },
  );
}
