import {
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteObjectCommand,
  PutBucketNotificationConfigurationCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { s3Service } from '../../../src/emulator/services/s3/routes.ts';
import { type SqsStore, sqsOf } from '../../../src/emulator/services/sqs/store.ts';
import { type Emulator, startEmulator } from '../../../src/emulator/start-emulator.ts';
import type { EventStore } from '../../../src/emulator/world.ts';

const Bucket = 'example-lenses';
const Key = 'lenses/company policy+ü.json';
let emulator: Emulator;
let s3: S3Client;
let sqs: SqsStore;
let published: Parameters<EventStore['publish']>[0][];

beforeAll(async () => {
  emulator = await startEmulator({ services: [s3Service] });
  sqs = sqsOf(emulator.world);
  s3 = new S3Client({
    endpoint: emulator.url,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  await s3.send(new CreateBucketCommand({ Bucket }));
  await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }));
});
afterAll(async () => {
  s3.destroy();
  await emulator.close();
});
beforeEach(() => {
  published = [];
  vi.spyOn(emulator.world.events, 'publish').mockImplementation((event) => published.push(event));
});
afterEach(() => vi.restoreAllMocks());

const put = () => s3.send(new PutObjectCommand({ Bucket, Key, Body: 'text' }));
const notifyEventBridge = () =>
  s3.send(
    new PutBucketNotificationConfigurationCommand({
      Bucket,
      NotificationConfiguration: { EventBridgeConfiguration: {} },
    }),
  );

describe('events on the default bus', () => {
  it('are not sent by a bucket that has them off', async () => {
    await put();

    expect(published).toEqual([]);
  });

  it('tell of a new version with the plain key, in the Region and account of the bucket', async () => {
    await notifyEventBridge();

    const { VersionId } = await put();

    expect(published).toEqual([
      {
        'detail-type': 'Object Created',
        source: 'aws.s3',
        account: '777788889999',
        region: 'eu-west-1',
        resources: ['arn:aws:s3:::example-lenses'],
        detail: {
          version: '0',
          bucket: { name: Bucket },
          object: {
            key: Key,
            size: 4,
            etag: '1cb251ec0d568de6a929b520c4aed8d1',
            'version-id': VersionId,
            sequencer: expect.stringMatching(/^[0-9A-F]{18}$/),
          },
          'request-id': expect.stringMatching(/^[0-9A-F]{16}$/),
          requester: '777788889999',
          'source-ip-address': expect.any(String),
          reason: 'PutObject',
        },
      },
    ]);
  });

  it('distinguish a delete marker from a permanent deletion', async () => {
    await notifyEventBridge();
    const { VersionId } = await s3.send(new DeleteObjectCommand({ Bucket, Key }));
    await s3.send(new DeleteObjectCommand({ Bucket, Key, VersionId }));

    expect(published).toMatchObject([
      {
        'detail-type': 'Object Deleted',
        detail: { reason: 'DeleteObject', 'deletion-type': 'Delete Marker Created' },
      },
      {
        'detail-type': 'Object Deleted',
        detail: { 'deletion-type': 'Permanently Deleted', object: { key: Key } },
      },
    ]);
    expect(published[0]).not.toHaveProperty('detail.object.size');
  });

  it('name a copy as one, and order the changes of a key by their sequencer', async () => {
    await notifyEventBridge();
    await put();
    await s3.send(new CopyObjectCommand({ Bucket, Key, CopySource: `${Bucket}/${encodeURIComponent(Key)}` }));

    const sequencers = published.map(
      ({ detail }) => (detail as { object: { sequencer: string } }).object.sequencer,
    );

    expect(published.at(-1)).toMatchObject({ detail: { reason: 'CopyObject' } });
    expect([...sequencers].sort()).toEqual(sequencers);
    expect(new Set(sequencers).size).toBe(2);
  });
});

describe('notifications to a queue', () => {
  const address = { region: 'eu-west-1', accountId: '777788889999' };
  const allowS3 = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: 's3.amazonaws.com' },
        Action: 'sqs:SendMessage',
        Resource: '*',
        Condition: { ArnLike: { 'aws:SourceArn': `arn:aws:s3:::${Bucket}` } },
      },
    ],
  });
  const configure = (QueueArn: string) =>
    s3.send(
      new PutBucketNotificationConfigurationCommand({
        Bucket,
        NotificationConfiguration: {
          QueueConfigurations: [
            {
              Id: 'lenses',
              QueueArn,
              Events: ['s3:ObjectCreated:*'],
              Filter: { Key: { FilterRules: [{ Name: 'prefix', Value: 'lenses/' }] } },
            },
          ],
        },
      }),
    );
  const bodies = async (arn: string) =>
    (await sqs.receive(arn, { max: 10, waitMs: 0 })).map(({ body }) => JSON.parse(body));

  it('start with a test event and continue with the keys of the filter, URL-encoded', async () => {
    const { arn } = sqs.createQueue({ ...address, name: 'uploads' }, { Policy: allowS3 });

    await configure(arn);
    await put();
    await s3.send(new PutObjectCommand({ Bucket, Key: 'reports/a.json', Body: 'x' }));
    await s3.send(new DeleteObjectCommand({ Bucket, Key }));

    expect(await bodies(arn)).toEqual([
      expect.objectContaining({ Event: 's3:TestEvent', Bucket }),
      {
        Records: [
          expect.objectContaining({
            eventName: 'ObjectCreated:Put',
            s3: expect.objectContaining({
              configurationId: 'lenses',
              object: expect.objectContaining({ key: 'lenses/company+policy%2B%C3%BC.json', size: 4 }),
            }),
          }),
        ],
      },
    ]);
  });

  it('are refused when the policy of the queue does not allow S3 to send', async () => {
    const { arn } = sqs.createQueue({ ...address, name: 'closed' });

    await expect(configure(arn)).rejects.toMatchObject({ name: 'InvalidArgument' });
  });
});
