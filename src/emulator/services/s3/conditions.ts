import type { StoredObject } from './bucket.ts';
import { noSuchKey, notImplemented, notModified, preconditionFailed } from './errors.ts';

interface WriteConditions {
  readonly Key: string | undefined;
  readonly IfMatch?: string | undefined;
  readonly IfNoneMatch?: string | undefined;
}

interface ReadConditions {
  readonly IfMatch?: string | undefined;
  readonly IfNoneMatch?: string | undefined;
  readonly IfModifiedSince?: Date | undefined;
  readonly IfUnmodifiedSince?: Date | undefined;
}

/**
 * Checks the conditions of a write against the current object.
 *
 * @throws PreconditionFailed, NoSuchKey for `If-Match` without an object, NotImplemented for an `If-None-Match` other
 *   than `*`. Source: S3 User Guide, "How to prevent object overwrites with conditional writes"
 */
export function checkWrite(
  { Key: key = '', IfMatch: match, IfNoneMatch: noneMatch }: WriteConditions,
  current: StoredObject | undefined,
): void {
  if (noneMatch !== undefined && noneMatch !== '*') {
    throw notImplemented('A header you provided implies functionality that is not implemented');
  }
  if (noneMatch === '*' && current !== undefined) throw preconditionFailed('If-None-Match');
  if (match === undefined) return;
  if (current === undefined) throw noSuchKey(key);
  if (!matches(match, current)) throw preconditionFailed('If-Match');
}

/** Checks the conditions of a read. @throws PreconditionFailed, or NotModified (304) */
export function checkRead(conditions: ReadConditions, object: StoredObject): void {
  const { IfMatch, IfNoneMatch, IfModifiedSince, IfUnmodifiedSince } = conditions;
  // HTTP dates have no milliseconds.
  const modified = Math.floor(object.lastModified / 1000) * 1000;
  if (IfMatch !== undefined) {
    if (!matches(IfMatch, object)) throw preconditionFailed('If-Match');
  } else if (IfUnmodifiedSince !== undefined && modified > IfUnmodifiedSince.getTime()) {
    throw preconditionFailed('If-Unmodified-Since');
  }
  if (IfNoneMatch !== undefined) {
    if (matches(IfNoneMatch, object)) throw notModified();
  } else if (IfModifiedSince !== undefined && modified <= IfModifiedSince.getTime()) {
    throw notModified();
  }
}

function matches(condition: string, { etag }: StoredObject): boolean {
  return condition === '*' || condition.split(',').some((each) => each.trim().replaceAll('"', '') === etag);
}
