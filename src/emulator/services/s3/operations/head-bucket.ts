import type { HeadBucketOutput, HeadBucketRequest } from '@aws-sdk/client-s3';
import type { Operation } from '../../../operation.ts';
import { onBucket } from '../permissions.ts';
import { s3Of } from '../store.ts';

export const headBucket: Operation<HeadBucketRequest, HeadBucketOutput> = {
  name: 'HeadBucket',
  constraints: {},
  permissions: (_call, { Bucket }, world) => [onBucket(world, 'ListBucket', Bucket)],
  run: (world, _call, { Bucket }) => {
    const { arn, region } = s3Of(world).bucket(Bucket);
    return { BucketArn: arn, BucketRegion: region };
  },
};
