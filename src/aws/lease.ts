import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod/mini';
import { TerminalError } from '../errors.ts';
import { parseCache } from '../reconcile/parse-cache.ts';
import type { LeaseView } from '../reconcile/ports.ts';
import type { Call } from './call.ts';
import { isNamed } from './is-named.ts';
import { isLostRace } from './lost-race.ts';

const KEY = 'state/lease.json';

const leaseSchema = z.object({ owner: z.string(), expiresAt: z.number() });

/**
 * The lease that `apply --direct` holds while it works beside a deployed stack: the worker defers its scopes until
 * the lease is released or has expired. Conditional puts and deletes make it exclusive
 * (S3 User Guide, "Conditional writes" and "Conditional deletes").
 */
export interface Lease extends LeaseView {
  /** Takes the lease, or extends it if this owner holds it; false if another owner holds it. */
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
        // A lease that cannot be read has no owner; the ETag still ensures that only one writer replaces it.
        const lease = parseCache(leaseSchema, await object.Body?.transformToString());
        return { etag: object.ETag, ...(lease ?? { owner: '', expiresAt: 0 }) };
      } catch (error) {
        if (isNamed(error, 'NoSuchKey')) return undefined;
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
          if (!isLostRace(error)) throw error;
          // The first writer may be this process: its response was lost, and the SDK repeated the call.
          const winner = await read();
          return winner?.owner === owner && winner.expiresAt > now();
        }
      });
    },

    async release(owner) {
      const lease = await read();
      if (lease?.owner !== owner) return;
      await call('Release the lease', async (o) => {
        try {
          await client.send(new DeleteObjectCommand({ Bucket, Key: KEY, IfMatch: lease.etag }), o);
        } catch (error) {
          // It expired, and another owner holds it now.
          if (!isLostRace(error)) throw error;
        }
      });
    },
  };
}

/**
 * Holds the lease while work is done, and renews it in time.
 *
 * @param onLost called when another owner took it after a pause longer than its duration, or when it could not be renewed:
 *   stop writing
 * @throws {TerminalError} when another owner holds it
 */
export async function holdLease<Result>(
  lease: Lease,
  { owner, forMs, onLost }: { readonly owner: string; readonly forMs: number; readonly onLost: () => void },
  work: () => Promise<Result>,
): Promise<Result> {
  if (!(await lease.take(owner, forMs))) {
    throw new TerminalError(
      'refused',
      `Apply: found the lease held by ${await lease.heldBy()}, wanted it free`,
      'Wait for the other apply to end; an abandoned lease expires after ten minutes',
    );
  }
  const every = forMs / 6;
  let expiresAt = Date.now() + forMs;
  let renewing = Promise.resolve();
  async function renew(): Promise<void> {
    const began = Date.now();
    const isOurs = await lease.take(owner, forMs).catch(() => undefined);
    if (isOurs) expiresAt = began + forMs;
    // A failed renewal is tried again while there is time for it.
    else if (isOurs === false || Date.now() + every >= expiresAt) onLost();
  }
  const renewal = setInterval(() => {
    renewing = renew();
  }, every);
  try {
    return await work();
  } finally {
    clearInterval(renewal);
    await renewing;
    // The work is complete, and a lease that is not released expires.
    await lease.release(owner).catch(() => {});
  }
}
