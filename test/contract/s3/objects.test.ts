import {
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetBucketAclCommand,
  GetBucketLocationCommand,
  GetBucketNotificationConfigurationCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutBucketNotificationConfigurationCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { s3Service } from '../../../src/emulator/services/s3/routes.ts';
import { type Emulator, startEmulator } from '../../../src/emulator/start-emulator.ts';

const HUB = '777788889999';
let emulator: Emulator;
let s3: S3Client;
let bucketCount = 0;
let Bucket: string;

beforeAll(async () => {
  emulator = await startEmulator({ services: [s3Service] });
  s3 = new S3Client({
    endpoint: emulator.url,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
});
afterAll(async () => {
  s3.destroy();
  await emulator.close();
});
beforeEach(async () => {
  bucketCount += 1;
  Bucket = `example-lenses-${bucketCount}`;
  await s3.send(new CreateBucketCommand({ Bucket }));
});

const put = (
  Key: string,
  Body: string | Uint8Array = 'text',
  conditions: { IfNoneMatch?: string; IfMatch?: string } = {},
) => s3.send(new PutObjectCommand({ Bucket, Key, Body, ...conditions }));
const read = async (Key: string, VersionId?: string) => {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key, VersionId }));
  return Body?.transformToString();
};
const enableVersions = () =>
  s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }));

describe('a bucket of another Region', () => {
  it('is redirected to its Region; only its location can be read', async () => {
    const far = new S3Client({
      endpoint: emulator.url,
      region: 'eu-central-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      maxAttempts: 1,
    });

    const location = await far.send(new GetBucketLocationCommand({ Bucket }));
    const refused = await far.send(new ListObjectsV2Command({ Bucket })).catch((error) => error);
    far.destroy();

    expect(location.LocationConstraint).toBe('eu-west-1');
    expect(refused).toMatchObject({
      name: 'PermanentRedirect',
      $metadata: { httpStatusCode: 301 },
      $response: { headers: { 'x-amz-bucket-region': 'eu-west-1' } },
    });
  });
});

describe('objects', () => {
  it('returns the stored object, with type, metadata, size and ETag', async () => {
    const { ETag } = await s3.send(
      new PutObjectCommand({
        Bucket,
        Key: 'lenses/a b+ü.json',
        Body: '{"ü":1}',
        ContentType: 'application/json',
        Metadata: { digest: 'abc' },
      }),
    );

    const found = await s3.send(new GetObjectCommand({ Bucket, Key: 'lenses/a b+ü.json' }));

    expect(await found.Body?.transformToString()).toBe('{"ü":1}');
    expect(found).toMatchObject({
      ETag,
      ContentType: 'application/json',
      ContentLength: 8,
      Metadata: { digest: 'abc' },
      LastModified: expect.any(Date),
    });
  });

  it('stores an empty object', async () => {
    await put('empty', new Uint8Array());

    expect(await read('empty')).toBe('');
  });

  it('names a missing key, version and bucket in their own errors', async () => {
    await enableVersions();

    await expect(read('missing')).rejects.toMatchObject({
      name: 'NoSuchKey',
      $metadata: { httpStatusCode: 404 },
    });
    await expect(read('missing', 'abc')).rejects.toMatchObject({ name: 'NoSuchVersion' });
    await expect(s3.send(new GetObjectCommand({ Bucket: 'example-none', Key: 'a' }))).rejects.toMatchObject({
      name: 'NoSuchBucket',
    });
    await expect(s3.send(new HeadObjectCommand({ Bucket, Key: 'missing' }))).rejects.toMatchObject({
      name: 'NotFound',
      $metadata: { httpStatusCode: 404 },
    });
  });

  it('returns the part of an object that a range names', async () => {
    await put('a', '0123456789');

    const part = await s3.send(new GetObjectCommand({ Bucket, Key: 'a', Range: 'bytes=2-4' }));

    expect(await part.Body?.transformToString()).toBe('234');
    expect(part).toMatchObject({ ContentRange: 'bytes 2-4/10', $metadata: { httpStatusCode: 206 } });
  });

  it('refuses a body that does not match its checksum', async () => {
    const wrong = s3.send(
      new PutObjectCommand({ Bucket, Key: 'a', Body: 'text', ChecksumCRC32: 'AAAAAA==' }),
    );

    await expect(wrong).rejects.toMatchObject({ name: 'BadDigest' });
  });

  it('copies an object with its metadata', async () => {
    await s3.send(new PutObjectCommand({ Bucket, Key: 'from here', Body: 'x', Metadata: { a: 'b' } }));

    await s3.send(new CopyObjectCommand({ Bucket, Key: 'to', CopySource: `${Bucket}/from%20here` }));

    expect(await s3.send(new HeadObjectCommand({ Bucket, Key: 'to' }))).toMatchObject({
      Metadata: { a: 'b' },
    });
  });
});

describe('conditions', () => {
  it('lets one of two writers create a key', async () => {
    const results = await Promise.allSettled(
      [1, 2].map((n) => put('lease', String(n), { IfNoneMatch: '*' })),
    );

    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(results.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { name: 'PreconditionFailed', $metadata: { httpStatusCode: 412 } },
    });
  });

  it('replaces an object only while it has the ETag that was read', async () => {
    const { ETag: first } = await put('lease', '1');
    await put('lease', '2', { IfMatch: first! });

    await expect(put('lease', '3', { IfMatch: first! })).rejects.toMatchObject({
      name: 'PreconditionFailed',
    });
    expect(await read('lease')).toBe('2');
  });

  it('answers 404 when the object to replace is gone', async () => {
    await expect(put('gone', 'x', { IfMatch: '"abc"' })).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  it('creates a key again after it was deleted', async () => {
    await enableVersions();
    await put('lease');
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'lease' }));

    await expect(put('lease', 'new', { IfNoneMatch: '*' })).resolves.toBeDefined();
  });

  it('answers 304 when the reader has the object already', async () => {
    const { ETag } = await put('a');

    const again = s3.send(new GetObjectCommand({ Bucket, Key: 'a', IfNoneMatch: ETag }));

    await expect(again).rejects.toMatchObject({ $metadata: { httpStatusCode: 304 } });
  });
});

describe('versions', () => {
  it('keeps every version of a key, newest first, under a delete marker', async () => {
    await enableVersions();
    const { VersionId: one } = await put('a', '1');
    const { VersionId: two } = await put('a', '2');
    const marker = await s3.send(new DeleteObjectCommand({ Bucket, Key: 'a' }));

    const list = await s3.send(new ListObjectVersionsCommand({ Bucket }));

    expect(marker.DeleteMarker).toBe(true);
    expect(list.Versions?.map(({ VersionId, IsLatest }) => [VersionId, IsLatest])).toEqual([
      [two, false],
      [one, false],
    ]);
    expect(list.DeleteMarkers).toMatchObject([{ Key: 'a', VersionId: marker.VersionId, IsLatest: true }]);
    expect(await read('a', one)).toBe('1');
    await expect(read('a')).rejects.toMatchObject({ name: 'NoSuchKey' });
    await expect(read('a', marker.VersionId)).rejects.toMatchObject({ name: 'MethodNotAllowed' });
  });

  it('brings an object back when its delete marker is deleted', async () => {
    await enableVersions();
    await put('a', '1');
    const { VersionId } = await s3.send(new DeleteObjectCommand({ Bucket, Key: 'a' }));

    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'a', VersionId }));

    expect(await read('a')).toBe('1');
  });

  it('keeps one version where versioning was never on', async () => {
    await put('a', '1');
    const { VersionId } = await put('a', '2');

    const { Versions } = await s3.send(new ListObjectVersionsCommand({ Bucket }));

    expect(VersionId).toBeUndefined();
    expect(Versions).toMatchObject([{ Key: 'a', VersionId: 'null', IsLatest: true }]);
  });

  it('pages through the versions of one key without losing or repeating any', async () => {
    await enableVersions();
    for (const body of ['1', '2', '3', '4', '5']) await put('a', body);
    await put('b', '1');
    const seen: unknown[] = [];
    let KeyMarker: string | undefined;
    let VersionIdMarker: string | undefined;
    do {
      const page = await s3.send(
        new ListObjectVersionsCommand({ Bucket, MaxKeys: 2, KeyMarker, VersionIdMarker }),
      );
      seen.push(...(page.Versions ?? []).map(({ Key, VersionId }) => `${Key} ${VersionId}`));
      KeyMarker = page.NextKeyMarker;
      VersionIdMarker = page.NextVersionIdMarker;
    } while (KeyMarker !== undefined);

    expect(new Set(seen).size).toBe(6);
    expect(seen).toHaveLength(6);
  });
});

describe('a key', () => {
  it('has at most 1,024 bytes, for writing and for reading', async () => {
    const longest = `${'ü'.repeat(510)}.txt`;
    const tooLong = `${longest}t`;
    await put(longest, 'kept');

    expect(await read(longest)).toBe('kept');
    for (const call of [put, read]) {
      await expect(call(tooLong)).rejects.toMatchObject({
        name: 'KeyTooLongError',
        $metadata: { httpStatusCode: 400 },
      });
    }
  });
});

describe('lists', () => {
  it('pages through all keys in order', async () => {
    for (const key of ['b', 'a', 'd', 'c', 'e']) await put(key);
    const keys: unknown[] = [];
    let ContinuationToken: string | undefined;
    do {
      const page = await s3.send(new ListObjectsV2Command({ Bucket, MaxKeys: 2, ContinuationToken }));
      keys.push(...(page.Contents ?? []).map(({ Key }) => Key));
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken !== undefined);

    expect(keys).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('refuse a continuation token that no page returned', async () => {
    const list = (ContinuationToken: string) =>
      s3.send(new ListObjectsV2Command({ Bucket, ContinuationToken }));

    await expect(list('made-up')).rejects.toMatchObject({ name: 'InvalidArgument' });
    await expect(list('')).rejects.toMatchObject({ name: 'InvalidArgument' });
  });

  it('rolls keys up to the delimiter, across pages once each', async () => {
    for (const key of ['lenses/a/1', 'lenses/a/2', 'lenses/b/1', 'lenses/c', 'other']) await put(key);
    const list = { Bucket, Prefix: 'lenses/', Delimiter: '/', MaxKeys: 2 };

    const first = await s3.send(new ListObjectsV2Command(list));
    const second = await s3.send(
      new ListObjectsV2Command({ ...list, ContinuationToken: first.NextContinuationToken }),
    );

    expect(first).toMatchObject({
      IsTruncated: true,
      CommonPrefixes: [{ Prefix: 'lenses/a/' }, { Prefix: 'lenses/b/' }],
    });
    expect(second).toMatchObject({ IsTruncated: false, Contents: [{ Key: 'lenses/c' }], KeyCount: 1 });
  });

  it('deletes many keys and lists them, including keys that do not exist', async () => {
    await put('a');

    const { Deleted } = await s3.send(
      new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: 'a' }, { Key: 'b & c' }] } }),
    );

    expect(Deleted).toMatchObject([{ Key: 'a' }, { Key: 'b & c' }]);
    expect(await s3.send(new ListObjectsV2Command({ Bucket }))).toMatchObject({ KeyCount: 0 });
  });
});

describe('buckets', () => {
  it('are listed with their owner and return their location', async () => {
    const { Buckets, Owner } = await s3.send(new ListBucketsCommand({ Prefix: Bucket }));

    expect(Buckets).toMatchObject([{ Name: Bucket }]);
    expect(Owner?.ID).toBe(HUB);
    expect(await s3.send(new GetBucketLocationCommand({ Bucket }))).toMatchObject({
      LocationConstraint: 'eu-west-1',
    });
    expect(await s3.send(new HeadBucketCommand({ Bucket }))).toMatchObject({ BucketRegion: 'eu-west-1' });
  });

  it('tell a second creator who owns them', async () => {
    await expect(s3.send(new CreateBucketCommand({ Bucket }))).rejects.toMatchObject({
      name: 'BucketAlreadyOwnedByYou',
    });
  });

  it('remember versioning and notifications', async () => {
    await enableVersions();
    await s3.send(
      new PutBucketNotificationConfigurationCommand({
        Bucket,
        NotificationConfiguration: { EventBridgeConfiguration: {} },
      }),
    );

    expect(await s3.send(new GetBucketVersioningCommand({ Bucket }))).toMatchObject({ Status: 'Enabled' });
    expect(await s3.send(new GetBucketNotificationConfigurationCommand({ Bucket }))).toMatchObject({
      EventBridgeConfiguration: {},
    });
  });

  it('refuse an unknown operation and do not run another one', async () => {
    const unknown = s3.send(new GetBucketAclCommand({ Bucket }));

    await expect(unknown).rejects.toMatchObject({
      name: 'NotImplemented',
      $metadata: { httpStatusCode: 501 },
    });
  });
});

describe('the call log', () => {
  it('contains operation, bucket and key, and no bytes', async () => {
    await put('a', '12345');

    expect(emulator.calls({ operation: 'PutObject' }).at(-1)?.input).toMatchObject({
      Bucket,
      Key: 'a',
      Body: '5 bytes',
    });
  });
});
