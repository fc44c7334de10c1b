import type { CreateBucketOutput, CreateBucketRequest } from '@aws-sdk/client-s3';
import type { Operation } from '../../../operation.ts';
import { onBucket } from '../permissions.ts';
import { s3Of } from '../store.ts';

export const createBucket: Operation<CreateBucketRequest, CreateBucketOutput> = {
  name: 'CreateBucket',
  constraints: {},
  permissions: (_call, { Bucket }, world) => [onBucket(world, 'CreateBucket', Bucket)],
  run: (world, call, { Bucket: name = '', CreateBucketConfiguration: configuration }) => {
    const region = configuration?.LocationConstraint ?? call.region;
    s3Of(world).createBucket({ name, accountId: call.accountId, region });
    return { Location: `/${name}` };
  },
};
