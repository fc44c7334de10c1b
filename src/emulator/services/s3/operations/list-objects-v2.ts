import type { ListObjectsV2Output, ListObjectsV2Request } from '@aws-sdk/client-s3';
import type { Operation } from '../../../operation.ts';
import { invalidArgument } from '../errors.ts';
import { keyWriter, listPage } from '../list-page.ts';
import { listContext, onBucket } from '../permissions.ts';
import { s3Of } from '../store.ts';

export const listObjectsV2: Operation<ListObjectsV2Request, ListObjectsV2Output> = {
  name: 'ListObjectsV2',
  constraints: {},
  permissions: (_call, input, world) => [onBucket(world, 'ListBucket', input.Bucket, listContext(input))],
  run: (world, _call, input) => {
    const { Prefix: prefix = '', Delimiter: delimiter, MaxKeys: max, ContinuationToken: token } = input;
    const bucket = s3Of(world).bucket(input.Bucket);
    const start = token === undefined ? (input.StartAfter ?? '') : readToken(token);
    const page = listPage(bucket.objects(prefix), {
      prefix,
      delimiter,
      max,
      keyOf: ({ key }) => key,
      isBehindStart: (name) => name > start,
    });
    const write = keyWriter(input.EncodingType);
    return {
      Name: bucket.name,
      Prefix: write(prefix),
      Delimiter: delimiter === undefined ? undefined : write(delimiter),
      MaxKeys: max ?? 1000,
      EncodingType: input.EncodingType,
      KeyCount: page.entries.length + page.commonPrefixes.length,
      IsTruncated: page.last !== undefined,
      ContinuationToken: token,
      NextContinuationToken: page.last === undefined ? undefined : writeToken(page.last),
      StartAfter: input.StartAfter === undefined ? undefined : write(input.StartAfter),
      Contents: page.entries.map(({ key, etag, lastModified, content }) => ({
        Key: write(key),
        LastModified: new Date(lastModified),
        ETag: `"${etag}"`,
        Size: content.body.byteLength,
        StorageClass: 'STANDARD',
      })),
      CommonPrefixes: page.commonPrefixes.map((common) => ({ Prefix: write(common) })),
    };
  },
};

const writeToken = (last: string): string => Buffer.from(last).toString('base64');

/** @throws InvalidArgument for a token that this service did not return */
function readToken(token: string): string {
  const start = Buffer.from(token, 'base64').toString();
  if (start === '' || writeToken(start) !== token) {
    throw invalidArgument('The continuation token provided is incorrect', {
      ArgumentName: 'continuation-token',
    });
  }
  return start;
}
