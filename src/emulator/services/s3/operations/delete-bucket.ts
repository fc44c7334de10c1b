import type { DeleteBucketRequest } from '@aws-sdk/client-s3';
import type { Operation } from '../../../operation.ts';
import { onBucket } from '../permissions.ts';
import { s3Of } from '../store.ts';

export const deleteBucket: Operation<DeleteBucketRequest, Record<string, never>> = {
  name: 'DeleteBucket',
  constraints: {},
  permissions: (_call, { Bucket }, world) => [onBucket(world, 'DeleteBucket', Bucket)],
  run: (world, _call, { Bucket: name = '' }) => {
    s3Of(world).deleteBucket(name);
    return {};
  },
};
