import {
  GetObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { ExportLensCommand, type WellArchitectedClient } from '@aws-sdk/client-wellarchitected';
import type { Call } from './call.ts';
import { isNamed } from './is-named.ts';
import { unlessGone } from './unless-gone.ts';

/** Names of S3 errors for an object or a version that is not there; a version id of another form is `InvalidArgument`. */
const NOT_THERE = ['NoSuchKey', 'NoSuchVersion', 'InvalidArgument'];

/** Reads an object of any bucket; without a version id the newest version. Undefined: there is no such thing. */
export async function readObject(
  client: S3Client,
  call: Call,
  object: { readonly bucket: string; readonly key: string; readonly versionId: string | undefined },
): Promise<Uint8Array | undefined> {
  const { bucket: Bucket, key: Key, versionId: VersionId } = object;
  return await call(
    `Read s3://${Bucket}/${Key}`,
    async (o) => {
      try {
        const { Body } = await client.send(
          new GetObjectCommand({ Bucket, Key, ...(VersionId !== undefined && { VersionId }) }),
          o,
        );
        return (await Body?.transformToByteArray()) ?? new Uint8Array();
      } catch (error) {
        if (isNamed(error, ...NOT_THERE)) return undefined;
        throw error;
      }
    },
    { refused: 'Check the bucket, the key and the version id' },
  );
}

/**
 * What an address of an object that is not there may have meant: the versions of its key, newest first, or where it has
 * none the keys of its folder. Of both the first 1,000 are read.
 */
export async function objectsNear(
  client: S3Client,
  call: Call,
  object: { readonly bucket: string; readonly key: string },
): Promise<{ readonly versions: readonly string[]; readonly keys: readonly string[] }> {
  const { bucket: Bucket, key } = object;
  const Prefix = key.slice(0, key.lastIndexOf('/') + 1);
  const { Versions = [] } = await call(`List versions of s3://${Bucket}/${key}`, (o) =>
    client.send(new ListObjectVersionsCommand({ Bucket, Prefix: key }), o),
  );
  const versions = Versions.flatMap(({ Key, VersionId }) =>
    Key === key && VersionId !== undefined ? [VersionId] : [],
  );
  if (versions.length > 0) return { versions, keys: [] };
  const { Contents = [] } = await call(`List s3://${Bucket}/${Prefix}`, (o) =>
    client.send(new ListObjectsV2Command({ Bucket, Prefix }), o),
  );
  return { versions, keys: Contents.flatMap(({ Key }) => (Key === undefined ? [] : [Key])) };
}

/**
 * Exports a published version of a lens as lens JSON; without a version the newest. Only its owner can (API model).
 * Undefined: there is no such lens or version.
 */
export async function exportVersion(
  client: WellArchitectedClient,
  call: Call,
  lens: { readonly arn: string; readonly version: string | undefined },
): Promise<string | undefined> {
  const { arn: LensAlias, version: LensVersion } = lens;
  return await unlessGone(async () => {
    const { LensJSON = '' } = await call(`Export lens ${LensAlias}`, (o) =>
      client.send(new ExportLensCommand({ LensAlias, ...(LensVersion !== undefined && { LensVersion }) }), o),
    );
    return LensJSON;
  });
}
