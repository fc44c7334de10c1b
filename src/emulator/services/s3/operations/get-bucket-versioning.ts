import type { GetBucketVersioningOutput, GetBucketVersioningRequest } from '@aws-sdk/client-s3';
import type { Operation } from '../../../operation.ts';
import { onBucket } from '../permissions.ts';
import { s3Of } from '../store.ts';

export const getBucketVersioning: Operation<GetBucketVersioningRequest, GetBucketVersioningOutput> = {
  name: 'GetBucketVersioning',
  constraints: {},
  permissions: (_call, { Bucket }, world) => [onBucket(world, 'GetBucketVersioning', Bucket)],
  run: (world, _call, { Bucket }) => ({ Status: s3Of(world).bucket(Bucket).versioning }),
};
