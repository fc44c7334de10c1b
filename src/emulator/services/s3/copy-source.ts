import { invalidArgument } from './errors.ts';

export interface CopySource {
  readonly Bucket: string;
  readonly Key: string;
  readonly VersionId?: string;
}

/** Reads `bucket/key?versionId=id`, URL-encoded, with or without a leading slash. @throws InvalidArgument */
export function parseCopySource(header: string | undefined): CopySource {
  const [, bucket, key, versionId] = /^\/?([^/]+)\/(.+?)(?:\?versionId=(.+))?$/.exec(header ?? '') ?? [];
  if (bucket === undefined || key === undefined) {
    throw invalidArgument('Copy Source must mention the source bucket and key: sourcebucket/sourcekey');
  }
  try {
    const source = { Bucket: bucket, Key: decodeURIComponent(key) };
    return versionId === undefined ? source : { ...source, VersionId: versionId };
  } catch {
    throw invalidArgument('Invalid copy source encoding.');
  }
}
