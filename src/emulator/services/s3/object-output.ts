import type { GetObjectOutput } from '@aws-sdk/client-s3';
import type { StoredObject } from './bucket.ts';

/** What GetObject and HeadObject say of an object besides its bytes. */
export type ObjectHeaders = Omit<GetObjectOutput, 'Body'>;

export function describeObject(object: StoredObject, checksumMode: string | undefined): ObjectHeaders {
  const { content, etag, versionId, lastModified } = object;
  return {
    AcceptRanges: 'bytes',
    LastModified: new Date(lastModified),
    ContentLength: content.body.byteLength,
    ETag: `"${etag}"`,
    ContentType: content.contentType ?? 'binary/octet-stream',
    CacheControl: content.cacheControl,
    ContentDisposition: content.contentDisposition,
    ContentEncoding: content.contentEncoding,
    ContentLanguage: content.contentLanguage,
    Metadata: { ...content.metadata },
    ServerSideEncryption: 'AES256',
    ...shownVersion(versionId),
    ...(checksumMode === 'ENABLED' ? content.checksums : {}),
  };
}

/** Where versioning was never on, replies name no version. */
export function shownVersion(versionId: string): { VersionId?: string } {
  return versionId === 'null' ? {} : { VersionId: versionId };
}
