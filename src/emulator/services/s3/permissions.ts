import type { Permission } from '../../operation.ts';
import type { World } from '../../world.ts';
import { s3Of } from './store.ts';

type Context = NonNullable<Permission['context']>;

/*
 * Policies that allow only TLS (Deny when aws:SecureTransport is false) are common on buckets, and the embedded AWS
 * uses plain HTTP on loopback: every call counts as a call over TLS, which is the default of the authorizer.
 */

/** Permission for an action on a bucket. */
export function onBucket(
  world: World,
  action: string,
  bucket: string | undefined,
  context?: Context,
): Permission {
  return permission(world, action, bucket, `arn:aws:s3:::${bucket ?? ''}`, context);
}

/** Permission for an action on an object. */
export function onObject(
  world: World,
  action: string,
  { Bucket, Key }: { readonly Bucket: string | undefined; readonly Key: string | undefined },
): Permission {
  return permission(world, action, Bucket, `arn:aws:s3:::${Bucket ?? ''}/${Key ?? ''}`);
}

/** The name of the action; an action on a named version of an object has its own name. */
export function versioned(action: string, versionId: string | undefined): string {
  return versionId === undefined ? action : `${action}Version`;
}

/** Condition keys of a list request: the members that it contains. */
export function listContext(input: {
  readonly Prefix?: string | undefined;
  readonly Delimiter?: string | undefined;
  readonly MaxKeys?: number | undefined;
}): Context {
  const entries = [
    ['s3:prefix', input.Prefix],
    ['s3:delimiter', input.Delimiter],
    ['s3:max-keys', input.MaxKeys === undefined ? undefined : String(input.MaxKeys)],
  ] as const;
  return Object.fromEntries(entries.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

function permission(
  world: World,
  action: string,
  bucket: string | undefined,
  resource: string,
  context?: Context,
): Permission {
  const owner = s3Of(world).ownerOf(bucket);
  return {
    action: `s3:${action}`,
    resource,
    ...(context === undefined ? {} : { context }),
    ...(owner === undefined ? {} : { resourceAccountId: owner }),
  };
}
