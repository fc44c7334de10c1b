import type { PutBucketVersioningRequest } from '@aws-sdk/client-s3';
import type { Operation } from '../../../operation.ts';
import { malformedXml } from '../errors.ts';
import { onBucket } from '../permissions.ts';
import { s3Of } from '../store.ts';

export const putBucketVersioning: Operation<PutBucketVersioningRequest, Record<string, never>> = {
  name: 'PutBucketVersioning',
  constraints: {},
  permissions: (_call, { Bucket }, world) => [onBucket(world, 'PutBucketVersioning', Bucket)],
  run: (world, _call, { Bucket, VersioningConfiguration: configuration }) => {
    const status = configuration?.Status;
    if (status !== 'Enabled' && status !== 'Suspended') throw malformedXml();
    s3Of(world).bucket(Bucket).versioning = status;
    return {};
  },
};
