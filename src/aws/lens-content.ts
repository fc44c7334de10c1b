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

/** Names of S3 errors for a missing object or version; a malformed version id causes `InvalidArgument`. */
const NOT_THERE = ['NoSuchKey', 'NoSuchVersion', 'InvalidArgument'];

/** Reads an object of any bucket; without a version id the newest version. Undefined: it does not exist. */
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
 * Candidates for the address of a missing object: the versions of its key, newest first, or, if it has
 * none, the keys in its folder. The first 1,000 of either are read.
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
 * Exports a published version of a lens as lens JSON; without a version the newest. Only the owner of a lens can export it
 * (API model). Undefined: the lens or version does not exist.
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
