import { randomUUID } from 'node:crypto';
import type { StoreContext, World } from '../../world.ts';
import {
  Bucket,
  type BucketNotifications,
  type Deletion,
  type ObjectContent,
  type StoredObject,
} from './bucket.ts';
import {
  bucketAlreadyExists,
  bucketAlreadyOwnedByYou,
  bucketNotEmpty,
  invalidArgument,
  invalidBucketName,
  noSuchBucket,
} from './errors.ts';
import { mayDeliver, notify, type Origin } from './notify.ts';

export interface BucketAddress {
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
}

/** The buckets of all accounts; names are unique among them. */
export class S3Store {
  readonly #context: StoreContext;
  readonly #buckets = new Map<string, Bucket>();
  #lastSequence = 0;

  constructor(context: StoreContext) {
    this.#context = context;
  }

  /** @throws InvalidBucketName, BucketAlreadyExists, BucketAlreadyOwnedByYou */
  createBucket({ name, accountId, region }: BucketAddress): Bucket {
    if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name)) throw invalidBucketName(name);
    const existing = this.#buckets.get(name);
    if (existing !== undefined) {
      throw existing.accountId === accountId ? bucketAlreadyOwnedByYou(name) : bucketAlreadyExists();
    }
    const bucket = new Bucket({ name, accountId, region, createdAt: this.#context.clock.now() });
    this.#buckets.set(name, bucket);
    return bucket;
  }

  /** @throws NoSuchBucket, BucketNotEmpty */
  deleteBucket(name: string): void {
    const bucket = this.bucket(name);
    if (!bucket.isEmpty) throw bucketNotEmpty(name);
    this.#buckets.delete(name);
    this.#context.world().iam.putResourcePolicy(bucket.arn, undefined);
  }

  /** @throws NoSuchBucket */
  bucket(name: string | undefined): Bucket {
    const bucket = this.#buckets.get(name ?? '');
    if (bucket === undefined) throw noSuchBucket(name ?? '');
    return bucket;
  }

  /** The account of a bucket; undefined when the bucket does not exist. */
  ownerOf(name: string | undefined): string | undefined {
    return this.#buckets.get(name ?? '')?.accountId;
  }

  bucketsOf(accountId: string): Bucket[] {
    return [...this.#buckets.values()]
      .filter((bucket) => bucket.accountId === accountId)
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /**
   * Sets the destinations of a bucket's events; each queue receives a test event. @throws InvalidArgument when a
   * queue's policy forbids it
   */
  setNotifications(name: string, notifications: BucketNotifications): void {
    const world = this.#context.world();
    const bucket = this.bucket(name);
    for (const { queueArn } of notifications.queues) {
      if (queueArn.endsWith('.fifo') || !mayDeliver(world, bucket, queueArn)) {
        throw invalidArgument('Unable to validate the following destination configurations', {
          ArgumentName: queueArn,
        });
      }
    }
    bucket.notifications = notifications;
    for (const { queueArn } of notifications.queues) {
      const body = {
        Service: 'Amazon S3',
        Event: 's3:TestEvent',
        Time: new Date(world.clock.now()).toISOString(),
        Bucket: name,
        RequestId: randomUUID().replaceAll('-', '').slice(0, 16).toUpperCase(),
        HostId: randomUUID(),
      };
      world.sqs.send(queueArn, { body: JSON.stringify(body) });
    }
  }

  /** Writes an object and sends the notifications of the bucket. @throws NoSuchBucket, KeyTooLongError */
  putObject(
    bucketName: string,
    key: string,
    content: ObjectContent,
    { reason = 'PutObject', origin }: { reason?: string; origin?: Origin } = {},
  ): StoredObject {
    const world = this.#context.world();
    const bucket = this.bucket(bucketName);
    const version = bucket.put(key, content, world.clock.now());
    const { versionId, etag } = version;
    const size = content.body.byteLength;
    const change = {
      kind: 'created',
      key,
      sequencer: this.#sequencer(),
      reason,
      versionId,
      etag,
      size,
    } as const;
    notify(world, bucket, change, origin ?? ownerOrigin(bucket));
    return version;
  }

  /** Deletes an object or one version of it, and sends the notifications of the bucket. @throws NoSuchBucket */
  deleteObject(bucketName: string, key: string, versionId?: string, origin?: Origin): Deletion {
    const world = this.#context.world();
    const bucket = this.bucket(bucketName);
    const deletion = bucket.delete(key, versionId, world.clock.now());
    if (deletion.kind === 'nothing') return deletion;
    const change =
      deletion.kind === 'marked'
        ? ({ kind: 'marked-deleted', versionId: deletion.marker.versionId } as const)
        : ({ kind: 'deleted', versionId: deletion.version.versionId } as const);
    notify(
      world,
      bucket,
      { ...change, key, sequencer: this.#sequencer(), reason: 'DeleteObject' },
      origin ?? ownerOrigin(bucket),
    );
    return deletion;
  }

  /** Increases with every change; 18 digits, as in the service. */
  #sequencer(): string {
    this.#lastSequence = Math.max(this.#lastSequence + 1, this.#context.clock.now() * 1000);
    return this.#lastSequence.toString(16).toUpperCase().padStart(18, '0');
  }
}

export function createS3Store(context: StoreContext): S3Store {
  return new S3Store(context);
}

/** The S3 store of a world. */
export function s3Of(world: World): S3Store {
  if (world.s3 instanceof S3Store) return world.s3;
  throw new TypeError('Cannot access the S3 store: the world was built with another S3 store');
}

/** The bucket owner counts as the caller of a change without a request. */
function ownerOrigin({ accountId }: Bucket): Origin {
  return { accountId, principalArn: `arn:aws:iam::${accountId}:root`, requestId: randomUUID() };
}
