import type { GetBucketLocationRequest } from '@aws-sdk/client-s3';
import type { Operation } from '../../../operation.ts';
import { onBucket } from '../permissions.ts';
import { s3Of } from '../store.ts';

export const getBucketLocation: Operation<
  GetBucketLocationRequest,
  { LocationConstraint: string | undefined }
> = {
  name: 'GetBucketLocation',
  constraints: {},
  permissions: (_call, { Bucket }, world) => [onBucket(world, 'GetBucketLocation', Bucket)],
  run: (world, _call, { Bucket }) => {
    const { region } = s3Of(world).bucket(Bucket);
    // The oldest Region has no LocationConstraint. Source: API reference.
    return { LocationConstraint: region === 'us-east-1' ? undefined : region };
  },
};
