import type { GetObjectOutput } from '@aws-sdk/client-s3';
import type { StoredObject } from './bucket.ts';

/** The members of GetObject and HeadObject replies, without the bytes. */
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

/** Replies contain no version when versioning was never on. */
export function shownVersion(versionId: string): { VersionId?: string } {
  return versionId === 'null' ? {} : { VersionId: versionId };
}
