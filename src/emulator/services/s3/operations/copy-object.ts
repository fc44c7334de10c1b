import type { CopyObjectOutput, CopyObjectRequest } from '@aws-sdk/client-s3';
import type { Operation } from '../../../operation.ts';
import { checkRead, checkWrite } from '../conditions.ts';
import { parseCopySource } from '../copy-source.ts';
import { findObject } from '../find-object.ts';
import { shownVersion } from '../object-output.ts';
import { originOf } from '../origin.ts';
import { onObject, versioned } from '../permissions.ts';
import { s3Of } from '../store.ts';

export const copyObject: Operation<CopyObjectRequest, CopyObjectOutput> = {
  name: 'CopyObject',
  constraints: {},
  permissions: (_call, input, world) => {
    const source = parseCopySource(input.CopySource);
    return [
      onObject(world, versioned('GetObject', source.VersionId), source),
      onObject(world, 'PutObject', input),
    ];
  },
  run: (world, call, input) => {
    const store = s3Of(world);
    const source = findObject(world, call, parseCopySource(input.CopySource));
    checkRead(
      {
        IfMatch: input.CopySourceIfMatch,
        IfModifiedSince: input.CopySourceIfModifiedSince,
        IfNoneMatch: input.CopySourceIfNoneMatch,
        IfUnmodifiedSince: input.CopySourceIfUnmodifiedSince,
      },
      source,
    );
    const bucket = store.bucket(input.Bucket);
    const { Key: key = '' } = input;
    checkWrite(input, bucket.current(key));
    const content =
      input.MetadataDirective === 'REPLACE'
        ? {
            body: source.content.body,
            contentType: input.ContentType,
            cacheControl: input.CacheControl,
            contentDisposition: input.ContentDisposition,
            contentEncoding: input.ContentEncoding,
            contentLanguage: input.ContentLanguage,
            metadata: input.Metadata,
          }
        : source.content;
    const copy = store.putObject(bucket.name, key, content, { reason: 'CopyObject', origin: originOf(call) });
    return {
      CopyObjectResult: { ETag: `"${copy.etag}"`, LastModified: new Date(copy.lastModified) },
      ...(source.versionId === 'null' ? {} : { CopySourceVersionId: source.versionId }),
      ...shownVersion(copy.versionId),
    };
  },
};
