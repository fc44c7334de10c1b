import type {
  DeleteMarkerEntry,
  ListObjectVersionsOutput,
  ListObjectVersionsRequest,
  ObjectVersion,
} from '@aws-sdk/client-s3';
import type { Operation } from '../../../operation.ts';
import { keyWriter, listPage } from '../list-page.ts';
import { listContext, onBucket } from '../permissions.ts';
import { s3Of } from '../store.ts';

export const listObjectVersions: Operation<ListObjectVersionsRequest, ListObjectVersionsOutput> = {
  name: 'ListObjectVersions',
  constraints: {},
  permissions: (_call, input, world) => [
    onBucket(world, 'ListBucketVersions', input.Bucket, listContext(input)),
  ],
  run: (world, _call, input) => {
    const { Prefix: prefix = '', Delimiter: delimiter, MaxKeys: max } = input;
    const { KeyMarker: keyMarker = '', VersionIdMarker: versionMarker } = input;
    const bucket = s3Of(world).bucket(input.Bucket);
    const all = bucket.versions(prefix);
    // With a version marker the page continues with the versions of the key after that version.
    const marked = all.findIndex(
      ({ version }) => version.key === keyMarker && version.versionId === versionMarker,
    );
    const page = listPage(marked < 0 ? all : all.slice(marked + 1), {
      prefix,
      delimiter,
      max,
      keyOf: ({ version }) => version.key,
      isBehindStart: (name) => (marked < 0 ? name > keyMarker : name >= keyMarker),
    });
    const write = keyWriter(input.EncodingType);
    const versions: ObjectVersion[] = [];
    const markers: DeleteMarkerEntry[] = [];
    for (const { version, isLatest } of page.entries) {
      const entry = {
        Key: write(version.key),
        VersionId: version.versionId,
        IsLatest: isLatest,
        LastModified: new Date(version.lastModified),
        Owner: { ID: bucket.accountId },
      };
      if (version.kind === 'delete-marker') markers.push(entry);
      else {
        const Size = version.content.body.byteLength;
        versions.push({ ...entry, ETag: `"${version.etag}"`, Size, StorageClass: 'STANDARD' });
      }
    }
    const lastEntry = page.entries.at(-1)?.version;
    return {
      Name: bucket.name,
      Prefix: write(prefix),
      Delimiter: delimiter === undefined ? undefined : write(delimiter),
      KeyMarker: write(keyMarker),
      VersionIdMarker: versionMarker,
      MaxKeys: max ?? 1000,
      EncodingType: input.EncodingType,
      IsTruncated: page.last !== undefined,
      ...(page.last === undefined ? {} : { NextKeyMarker: write(page.last) }),
      ...(page.last === undefined || page.last !== lastEntry?.key
        ? {}
        : { NextVersionIdMarker: lastEntry.versionId }),
      Versions: versions,
      DeleteMarkers: markers,
      CommonPrefixes: page.commonPrefixes.map((common) => ({ Prefix: write(common) })),
    };
  },
};
