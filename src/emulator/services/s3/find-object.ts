import type { Call } from '../../operation.ts';
import { AwsError } from '../../operation.ts';
import type { World } from '../../world.ts';
import { authorize } from '../iam/authorize.ts';
import type { StoredObject } from './bucket.ts';
import { noSuchKey } from './errors.ts';
import { onBucket } from './permissions.ts';
import { s3Of } from './store.ts';

/**
 * The object that a request names.
 *
 * @throws NoSuchBucket, NoSuchVersion, MethodNotAllowed, NoSuchKey; AccessDenied in place of NoSuchKey for a caller
 * without permission to list the bucket, so that nobody can find existing keys by guessing. Source: API reference of
 * GetObject
 */
export function findObject(
  world: World,
  call: Call,
  {
    Bucket,
    Key: key = '',
    VersionId,
  }: { Bucket: string | undefined; Key: string | undefined; VersionId?: string | undefined },
): StoredObject {
  const bucket = s3Of(world).bucket(Bucket);
  if (VersionId !== undefined) return bucket.get(key, VersionId);
  const object = bucket.current(key);
  if (object !== undefined) return object;
  const verdict = authorize(world, call.principal, onBucket(world, 'ListBucket', Bucket), call.region);
  throw verdict.allowed ? noSuchKey(key) : new AwsError('AccessDenied', verdict.reason, {}, 403);
}
