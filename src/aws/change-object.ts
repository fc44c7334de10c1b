import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { NotReadyError } from '../errors.ts';
import type { Call } from './call.ts';
import { isNamed } from './is-named.ts';
import { isLostRace } from './lost-race.ts';

/** At most two groups and the schedule write the same text; more conflicts in a row indicate an error. */
const TRIES = 10;

/**
 * Changes the text of an object by conditional puts (S3 User Guide, "Conditional writes"): after a conflict it is read
 * again.
 *
 * @param change returns the new text, or undefined to leave the object unchanged; called again with the text of another
 *   writer
 * @returns whether the object has the last text that `change` returned
 * @throws {NotReadyError} when other writers changed it first at every attempt
 */
export async function changeObject(
  { client, call }: { readonly client: S3Client; readonly call: Call },
  { Bucket, Key }: { readonly Bucket: string; readonly Key: string },
  change: (text: string | undefined) => string | undefined,
): Promise<boolean> {
  for (let tries = 1; tries <= TRIES; tries += 1) {
    const found = await read();
    const Body = change(found?.text);
    if (Body === undefined) return false;
    // If the response of a put is lost, the SDK repeats the put, which then conflicts with the first one: the next read
    // finds the text.
    if (Body === found?.text) return true;
    const condition = found?.etag === undefined ? { IfNoneMatch: '*' } : { IfMatch: found.etag };
    const isWritten = await call(`Write s3://${Bucket}/${Key}`, async (o) => {
      try {
        await client.send(
          new PutObjectCommand({ Bucket, Key, Body, ContentType: 'application/json', ...condition }),
          o,
        );
        return true;
      } catch (error) {
        if (isLostRace(error)) return false;
        throw error;
      }
    });
    if (isWritten) return true;
  }
  throw new NotReadyError(
    `Write s3://${Bucket}/${Key}: other writers changed it during each of ${TRIES} attempts`,
  );

  async function read() {
    return await call(`Read s3://${Bucket}/${Key}`, async (o) => {
      try {
        const object = await client.send(new GetObjectCommand({ Bucket, Key }), o);
        return { etag: object.ETag, text: (await object.Body?.transformToString()) ?? '' };
      } catch (error) {
        if (isNamed(error, 'NoSuchKey')) return undefined;
        throw error;
      }
    });
  }
}
