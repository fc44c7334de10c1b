import type { DeleteObjectOutput, DeleteObjectRequest } from '@aws-sdk/client-s3';
import type { Operation } from '../../../operation.ts';
import { checkWrite } from '../conditions.ts';
import { describeDeletion } from '../describe-deletion.ts';
import { originOf } from '../origin.ts';
import { onObject, versioned } from '../permissions.ts';
import { s3Of } from '../store.ts';

export const deleteObject: Operation<DeleteObjectRequest, DeleteObjectOutput> = {
  name: 'DeleteObject',
  constraints: {},
  permissions: (_call, input, world) => [onObject(world, versioned('DeleteObject', input.VersionId), input)],
  run: (world, call, input) => {
    const store = s3Of(world);
    const bucket = store.bucket(input.Bucket);
    const { Key: key = '', VersionId: versionId } = input;
    checkWrite(input, bucket.current(key));
    return describeDeletion(store.deleteObject(bucket.name, key, versionId, originOf(call)));
  },
};
