import type { Permission } from '../../operation.ts';
import type { World } from '../../world.ts';
import { s3Of } from './store.ts';

type Context = NonNullable<Permission['context']>;

/*
 * Policies that allow TLS alone (Deny where aws:SecureTransport is false) are common on buckets, and the embedded AWS
 * speaks plain HTTP on loopback: every call to it stands for one over TLS, so the authorizer's default stays in force.
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

/** The action on a certain version of an object has a name of its own. */
export function versioned(action: string, versionId: string | undefined): string {
  return versionId === undefined ? action : `${action}Version`;
}

/** Condition keys of a request that lists: those that it states. */
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
