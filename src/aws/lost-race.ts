import { isNamed } from './is-named.ts';

/**
 * Whether the error of a conditional put or delete means that another writer was first. The last name is the response if an
 * ETag was specified and the object was deleted (S3 User Guide, "Conditional writes").
 */
export function isLostRace(error: unknown): boolean {
  return isNamed(error, 'PreconditionFailed', 'ConditionalRequestConflict', 'NoSuchKey');
}
