import { isNamed } from './is-named.ts';

/**
 * Does the error of a conditional put or delete mean that somebody else wrote first? The last name is the answer when an
 * ETag was asked for and the object is gone (S3 User Guide, "Conditional writes").
 */
export function isLostRace(error: unknown): boolean {
  return isNamed(error, 'PreconditionFailed', 'ConditionalRequestConflict', 'NoSuchKey');
}
