import type { DeleteObjectOutput } from '@aws-sdk/client-s3';
import type { Deletion } from './bucket.ts';

/** The reply of DeleteObject: whether a delete marker was added or removed, and its version. */
export function describeDeletion(deletion: Deletion): DeleteObjectOutput {
  switch (deletion.kind) {
    case 'marked':
      return { DeleteMarker: true, VersionId: deletion.marker.versionId };
    case 'removed': {
      const { kind, versionId } = deletion.version;
      return {
        ...(kind === 'delete-marker' ? { DeleteMarker: true } : {}),
        ...(versionId === 'null' ? {} : { VersionId: versionId }),
      };
    }
    case 'nothing':
      return {};
  }
}
