import type { DeleteObjectOutput } from '@aws-sdk/client-s3';
import type { Deletion } from './bucket.ts';

/** What DeleteObject answers: whether a marker was put or removed, and the version that this concerns. */
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
