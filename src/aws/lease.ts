import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod/mini';
import { parseCache } from '../reconcile/parse-cache.ts';
import type { LeaseView } from '../reconcile/ports.ts';
import type { Call } from './call.ts';

const KEY = 'state/lease.json';
/** What S3 answers when somebody else wrote first. */
const LOST: ReadonlySet<string> = new Set(['PreconditionFailed', 'ConditionalRequestConflict']);

const leaseSchema = z.object({ owner: z.string(), expiresAt: z.number() });

/**
 * The lease that `apply --direct` holds while it works beside a deployed stack: the worker puts its scopes off until
 * the lease is released or has expired. A conditional put makes it exclusive.
 */
export interface Lease extends LeaseView {
  /** Takes it, or extends it when it is ours; false when somebody else holds it. */
  take(owner: string, forMs: number): Promise<boolean>;
  release(owner: string): Promise<void>;
}

export function createLease(options: {
  readonly client: S3Client;
  readonly bucket: string;
  readonly call: Call;
  readonly now: () => number;
}): Lease {
  const { client, bucket: Bucket, call, now } = options;

  async function read() {
    return await call('Read the lease', async (o) => {
      try {
        const object = await client.send(new GetObjectCommand({ Bucket, Key: KEY }), o);
        // A lease that cannot be read is nobody's; the ETag still lets it be replaced by one writer only.
        const lease = parseCache(leaseSchema, await object.Body?.transformToString());
        return { etag: object.ETag, ...(lease ?? { owner: '', expiresAt: 0 }) };
      } catch (error) {
        if (error instanceof Error && error.name === 'NoSuchKey') return undefined;
        throw error;
      }
    });
  }

  return {
    async heldBy() {
      const lease = await read();
      return lease !== undefined && lease.expiresAt > now() ? lease.owner : undefined;
    },

    async take(owner, forMs) {
      const lease = await read();
      if (lease !== undefined && lease.expiresAt > now() && lease.owner !== owner) return false;
      const condition = lease?.etag === undefined ? { IfNoneMatch: '*' } : { IfMatch: lease.etag };
      const Body = JSON.stringify({ owner, expiresAt: now() + forMs });
      return await call('Take the lease', async (o) => {
        try {
          await client.send(new PutObjectCommand({ Bucket, Key: KEY, Body, ...condition }), o);
          return true;
        } catch (error) {
          if (error instanceof Error && LOST.has(error.name)) return false;
          throw error;
        }
      });
    },

    async release(owner) {
      const lease = await read();
      if (lease?.owner !== owner) return;
      await call('Release the lease', (o) => client.send(new DeleteObjectCommand({ Bucket, Key: KEY }), o));
    },
  };
}
