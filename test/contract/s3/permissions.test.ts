import {
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { s3Service } from '../../../src/emulator/services/s3/routes.ts';
import { s3Of } from '../../../src/emulator/services/s3/store.ts';
import { type Emulator, startEmulator } from '../../../src/emulator/start-emulator.ts';

const HUB = '777788889999';
const Bucket = 'example-lenses';
let emulator: Emulator;
const clients: S3Client[] = [];

beforeAll(async () => {
  emulator = await startEmulator({ services: [s3Service] });
  const store = s3Of(emulator.world);
  store.createBucket({ name: Bucket, accountId: HUB, region: 'eu-west-1' }).versioning = 'Enabled';
  store.putObject(Bucket, 'lenses/a.json', { body: Buffer.from('a') });
  store.putObject(Bucket, 'state/lease', { body: Buffer.from('b') });
});
afterAll(async () => {
  for (const client of clients) client.destroy();
  await emulator.close();
});

/** A client with the permissions of a role that has one policy. */
function clientOf(name: string, Statement: readonly object[], accountId = HUB): S3Client {
  const arn = `arn:aws:iam::${accountId}:role/${name}`;
  emulator.world.iam.putRole({
    arn,
    accountId,
    trustPolicy: { Statement: [] },
    policies: [{ Version: '2012-10-17', Statement }],
  });
  const credentials = emulator.world.iam.credentialsFor(arn, 'test');
  const client = new S3Client({
    endpoint: emulator.url,
    region: 'eu-west-1',
    maxAttempts: 1,
    credentials: { ...credentials, expiration: new Date(credentials.expiresAt) },
  });
  clients.push(client);
  return client;
}

const denied = { name: 'AccessDenied', $metadata: { httpStatusCode: 403 } };
const readLenses = { Effect: 'Allow', Action: 's3:GetObject', Resource: `arn:aws:s3:::${Bucket}/lenses/*` };
const listLenses = {
  Effect: 'Allow',
  Action: 's3:ListBucket',
  Resource: `arn:aws:s3:::${Bucket}`,
  Condition: { StringLike: { 's3:prefix': 'lenses/*' } },
};

describe('what another account may do', () => {
  it('is nothing, unless the policy of the bucket allows it', async () => {
    const foreign = clientOf('foreign', [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }], '444455556666');

    await expect(foreign.send(new GetObjectCommand({ Bucket, Key: 'lenses/a.json' }))).rejects.toMatchObject(
      denied,
    );
  });
});

describe('what a role may do', () => {
  it('reads the objects that its policy names and no others', async () => {
    const s3 = clientOf('reader', [readLenses]);

    const allowed = s3.send(new GetObjectCommand({ Bucket, Key: 'lenses/a.json' }));

    await expect(allowed).resolves.toBeDefined();
    await expect(s3.send(new GetObjectCommand({ Bucket, Key: 'state/lease' }))).rejects.toMatchObject(denied);
    await expect(
      s3.send(new PutObjectCommand({ Bucket, Key: 'lenses/a.json', Body: 'b' })),
    ).rejects.toMatchObject(denied);
  });

  it('needs a separate permission to read a version', async () => {
    const s3 = clientOf('version-reader', [readLenses]);
    const { versionId: VersionId } = s3Of(emulator.world).bucket(Bucket).get('lenses/a.json');

    const read = s3.send(new GetObjectCommand({ Bucket, Key: 'lenses/a.json', VersionId }));

    await expect(read).rejects.toMatchObject(denied);
  });

  it('is not told that a key is missing unless it may list the bucket', async () => {
    const anywhere = { Effect: 'Allow', Action: 's3:GetObject', Resource: `arn:aws:s3:::${Bucket}/*` };
    const blind = clientOf('blind', [anywhere]);
    const seeing = clientOf('seeing', [anywhere, { ...listLenses, Condition: {} }]);
    const missing = { Bucket, Key: 'lenses/missing.json' };

    await expect(blind.send(new GetObjectCommand(missing))).rejects.toMatchObject(denied);
    await expect(blind.send(new HeadObjectCommand(missing))).rejects.toMatchObject({
      $metadata: { httpStatusCode: 403 },
    });
    await expect(seeing.send(new GetObjectCommand(missing))).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  it('lists only under the prefix that its policy names', async () => {
    const s3 = clientOf('lister', [listLenses]);

    const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'lenses/' }));

    expect(Contents).toMatchObject([{ Key: 'lenses/a.json' }]);
    await expect(s3.send(new ListObjectsV2Command({ Bucket }))).rejects.toMatchObject(denied);
  });

  it('deletes the allowed keys of a batch and gets errors for the others', async () => {
    const s3 = clientOf('deleter', [
      { Effect: 'Allow', Action: 's3:DeleteObject', Resource: `arn:aws:s3:::${Bucket}/reports/*` },
    ]);
    const Delete = { Objects: [{ Key: 'reports/a.json' }, { Key: 'lenses/a.json' }] };

    const { Deleted, Errors } = await s3.send(new DeleteObjectsCommand({ Bucket, Delete }));

    expect(Deleted).toMatchObject([{ Key: 'reports/a.json' }]);
    expect(Errors).toMatchObject([{ Key: 'lenses/a.json', Code: 'AccessDenied' }]);
  });

  it('is not denied by a bucket policy that requires TLS', async () => {
    const name = 'example-tls-only';
    s3Of(emulator.world).createBucket({ name, accountId: HUB, region: 'eu-west-1' });
    emulator.world.iam.putResourcePolicy(`arn:aws:s3:::${name}`, {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Deny',
          Principal: '*',
          Action: 's3:*',
          Resource: [`arn:aws:s3:::${name}`, `arn:aws:s3:::${name}/*`],
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        },
      ],
    });
    const s3 = clientOf('writer', [
      { Effect: 'Allow', Action: 's3:PutObject', Resource: `arn:aws:s3:::${name}/*` },
    ]);

    await expect(s3.send(new PutObjectCommand({ Bucket: name, Key: 'a', Body: 'b' }))).resolves.toBeDefined();
  });

  it('needs the permission of a bucket of another account', async () => {
    const s3 = clientOf('stranger', [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }], '444455556666');
    const arn = `arn:aws:s3:::${Bucket}`;
    const allow = (accountId: string) =>
      emulator.world.iam.putResourcePolicy(arn, {
        Version: '2012-10-17',
        Statement: [{ ...readLenses, Principal: { AWS: accountId } }],
      });
    const read = () => s3.send(new GetObjectCommand({ Bucket, Key: 'lenses/a.json' }));

    allow('111122223333');
    await expect(read()).rejects.toMatchObject(denied);
    allow('444455556666');
    await expect(read()).resolves.toBeDefined();
  });
});
