import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { ExportLensCommand, type WellArchitectedClient } from '@aws-sdk/client-wellarchitected';
import type { Call } from './call.ts';

/** Reads an object of any bucket; without a version id the newest version. */
export async function readObject(
  client: S3Client,
  call: Call,
  object: { readonly bucket: string; readonly key: string; readonly versionId: string | undefined },
): Promise<Uint8Array> {
  const { bucket: Bucket, key: Key, versionId: VersionId } = object;
  return await call(
    `Read s3://${Bucket}/${Key}`,
    async (o) => {
      const { Body } = await client.send(
        new GetObjectCommand({ Bucket, Key, ...(VersionId !== undefined && { VersionId }) }),
        o,
      );
      return (await Body?.transformToByteArray()) ?? new Uint8Array();
    },
    { refused: 'Check the bucket, the key and the version id' },
  );
}

/** Exports a published version of a lens as lens JSON; without a version the newest. Only its owner can (API model). */
export async function exportVersion(
  client: WellArchitectedClient,
  call: Call,
  lens: { readonly arn: string; readonly version: string | undefined },
): Promise<string> {
  const { arn: LensAlias, version: LensVersion } = lens;
  const { LensJSON = '' } = await call(`Export lens ${LensAlias}`, (o) =>
    client.send(new ExportLensCommand({ LensAlias, ...(LensVersion !== undefined && { LensVersion }) }), o),
  );
  return LensJSON;
}
