import type { PutObjectOutput, PutObjectRequest } from '@aws-sdk/client-s3';
import type { Operation } from '../../../operation.ts';
import { readChecksums } from '../checksums.ts';
import { checkWrite } from '../conditions.ts';
import { shownVersion } from '../object-output.ts';
import { originOf } from '../origin.ts';
import { onObject } from '../permissions.ts';
import { s3Of } from '../store.ts';

export const putObject: Operation<PutObjectRequest, PutObjectOutput> = {
  name: 'PutObject',
  constraints: {},
  permissions: (_call, input, world) => [onObject(world, 'PutObject', input)],
  run: (world, call, input) => {
    const store = s3Of(world);
    const bucket = store.bucket(input.Bucket);
    const { Key: key = '', Body: given } = input;
    checkWrite(input, bucket.current(key));
    const body = given instanceof Uint8Array ? given : new Uint8Array();
    const checksums = readChecksums(input, body);
    const content = {
      body,
      checksums,
      contentType: input.ContentType,
      cacheControl: input.CacheControl,
      contentDisposition: input.ContentDisposition,
      contentEncoding: ownEncoding(input.ContentEncoding),
      contentLanguage: input.ContentLanguage,
      metadata: input.Metadata,
    };
    const { etag, versionId } = store.putObject(bucket.name, key, content, { origin: originOf(call) });
    return { ETag: `"${etag}"`, ServerSideEncryption: 'AES256', ...checksums, ...shownVersion(versionId) };
  },
};

/** Removes `aws-chunked`: it is the encoding of the transfer, not of the object. */
function ownEncoding(encoding: string | undefined): string | undefined {
  const own = encoding?.split(',').filter((each) => each.trim() !== 'aws-chunked' && each.trim() !== '');
  return own === undefined || own.length === 0 ? undefined : own.join(',');
}
