import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createCall } from '../../../src/aws/call.ts';
import { createLease } from '../../../src/aws/lease.ts';
import { type Emulator, startEmulator } from '../../../src/emulator/start-emulator.ts';
import { HUB, REGION } from './run-lenskeeper.ts';

const KEY = 'state/lease.json';
const MINUTE = 60_000;

describe('the lease', () => {
  let emulator: Emulator;
  let client: S3Client;
  let bucket: string;
  let now: number;
  let buckets = 0;

  beforeAll(async () => {
    emulator = await startEmulator({ hubAccountId: HUB });
    client = new S3Client({
      endpoint: emulator.url,
      region: REGION,
      credentials: { accessKeyId: 'hub', secretAccessKey: 'embedded' },
    });
  });
  afterAll(async () => {
    client.destroy();
    await emulator.close();
  });
  beforeEach(() => {
    buckets += 1;
    bucket = `lenskeeper-lease-${buckets}`;
    emulator.world.s3.createBucket({ name: bucket, accountId: HUB, region: REGION });
    now = Date.UTC(2026, 10, 1);
  });

  const lease = (s3: S3Client = client) =>
    createLease({ client: s3, bucket, call: createCall(new AbortController().signal), now: () => now });

  /** S3 where something happens once between the first look and what is done about it. */
  function through(happens: () => Promise<void>): S3Client {
    let isOver = false;
    return {
      async send(command: GetObjectCommand) {
        const reply = await client.send(command);
        if (command instanceof GetObjectCommand && !isOver) {
          isOver = true;
          await happens();
        }
        return reply;
      },
    } as unknown as S3Client;
  }

  it('is held by the one who took it, and by nobody after its release', async () => {
    expect(await lease().heldBy()).toBeUndefined();

    expect(await lease().take('run-1', MINUTE)).toBe(true);
    expect(await lease().heldBy()).toBe('run-1');

    await lease().release('run-1');
    expect(await lease().heldBy()).toBeUndefined();
  });

  it('is not given to a second one', async () => {
    await lease().take('run-1', MINUTE);

    expect(await lease().take('run-2', MINUTE)).toBe(false);
    expect(await lease().heldBy()).toBe('run-1');
  });

  it('is given to exactly one of many that ask at once', async () => {
    const owners = ['run-1', 'run-2', 'run-3', 'run-4', 'run-5'];

    const taken = await Promise.all(owners.map((owner) => lease().take(owner, MINUTE)));

    expect(taken.filter(Boolean)).toHaveLength(1);
    expect(await lease().heldBy()).toBe(owners[taken.indexOf(true)]);
  });

  it('expires, and is then given to exactly one of many', async () => {
    await lease().take('run-1', MINUTE);
    now += MINUTE + 1;
    const owners = ['run-2', 'run-3', 'run-4'];

    expect(await lease().heldBy()).toBeUndefined();
    const taken = await Promise.all(owners.map((owner) => lease().take(owner, MINUTE)));

    expect(taken.filter(Boolean)).toHaveLength(1);
    expect(await lease().heldBy()).toBe(owners[taken.indexOf(true)]);
  });

  it('lasts longer when its holder takes it again', async () => {
    await lease().take('run-1', MINUTE);
    now += MINUTE / 2;
    expect(await lease().take('run-1', MINUTE)).toBe(true);
    now += MINUTE - 1;

    expect(await lease().heldBy()).toBe('run-1');
  });

  it('is released by its holder alone', async () => {
    await lease().take('run-1', MINUTE);

    await lease().release('run-2');

    expect(await lease().heldBy()).toBe('run-1');
  });

  it('is not taken away by a release that comes after it expired and was given to another one', async () => {
    await lease().take('run-1', MINUTE);
    const late = through(async () => {
      now += MINUTE + 1;
      await lease().take('run-2', MINUTE);
    });

    await lease(late).release('run-1');

    expect(await lease().heldBy()).toBe('run-2');
  });

  it('is known to be held when the answer to the take was lost and S3 was asked again', async () => {
    const twice = {
      async send(command: PutObjectCommand) {
        if (command instanceof PutObjectCommand) await client.send(command);
        return await client.send(command);
      },
    } as unknown as S3Client;

    expect(await lease(twice).take('run-1', MINUTE)).toBe(true);
    expect(await lease(twice).take('run-1', MINUTE)).toBe(true);
    expect(await lease().take('run-2', MINUTE)).toBe(false);
  });

  it.each(['', 'not JSON', '{"owner":7}', 'null'])('is free when it cannot be read: %j', async (Body) => {
    await client.send(new PutObjectCommand({ Bucket: bucket, Key: KEY, Body }));

    expect(await lease().heldBy()).toBeUndefined();
    expect(await lease().take('run-1', MINUTE)).toBe(true);
  });

  it('may go away between the look and the take', async () => {
    await lease().take('run-1', MINUTE);
    now += MINUTE + 1;
    const released = through(async () => {
      await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: KEY }));
    });

    await expect(lease(released).take('run-2', MINUTE)).resolves.toBeTypeOf('boolean');
  });
});
