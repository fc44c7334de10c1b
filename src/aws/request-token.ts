import { createHash } from 'node:crypto';

/**
 * ClientRequestToken of one write: a redelivery of the same run repeats it and gets the first result; a later run never
 * does. If it were derived only from the content, a repair would get the old result of the deleted resource.
 */
export function requestToken(run: string, operation: string, request: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify([run, operation, request]))
    .digest('hex');
}
