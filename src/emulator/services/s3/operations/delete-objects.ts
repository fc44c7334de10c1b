import type { DeletedObject, DeleteObjectsOutput, DeleteObjectsRequest } from '@aws-sdk/client-s3';
import type { Operation } from '../../../operation.ts';
import { authorize } from '../../iam/authorize.ts';
import { describeDeletion } from '../describe-deletion.ts';
import { malformedXml } from '../errors.ts';
import { originOf } from '../origin.ts';
import { onObject, versioned } from '../permissions.ts';
import { s3Of } from '../store.ts';

/** Each key is authorized separately; the reply lists the denied keys. */
export const deleteObjects: Operation<DeleteObjectsRequest, DeleteObjectsOutput> = {
  name: 'DeleteObjects',
  constraints: {},
  permissions: () => [],
  run: (
    world,
    call,
    { Bucket, Delete: { Objects: objects = [], Quiet: isQuiet = false } = { Objects: [] } },
  ) => {
    if (objects.length === 0 || objects.length > 1000) throw malformedXml();
    const store = s3Of(world);
    const { name } = store.bucket(Bucket);
    const deleted: DeletedObject[] = [];
    const errors: NonNullable<DeleteObjectsOutput['Errors']> = [];
    for (const { Key: key = '', VersionId: versionId } of objects) {
      const permission = onObject(world, versioned('DeleteObject', versionId), { Bucket, Key: key });
      const verdict = authorize(world, call.principal, permission, call.region);
      if (!verdict.allowed) {
        errors.push({ Key: key, VersionId: versionId, Code: 'AccessDenied', Message: verdict.reason });
        continue;
      }
      const done = describeDeletion(store.deleteObject(name, key, versionId, originOf(call)));
      deleted.push({
        Key: key,
        ...(versionId === undefined ? {} : { VersionId: versionId }),
        ...(done.DeleteMarker === true ? { DeleteMarker: true, DeleteMarkerVersionId: done.VersionId } : {}),
      });
    }
    return { Deleted: isQuiet ? [] : deleted, Errors: errors };
  },
};
