import type { ListBucketsOutput, ListBucketsRequest } from '@aws-sdk/client-s3';
import type { Operation } from '../../../operation.ts';
import { s3Of } from '../store.ts';

export const listBuckets: Operation<ListBucketsRequest, ListBucketsOutput> = {
  name: 'ListBuckets',
  constraints: {},
  permissions: () => [{ action: 's3:ListAllMyBuckets', resource: '*' }],
  run: (world, { accountId }, { Prefix: prefix = '' }) => {
    const buckets = s3Of(world)
      .bucketsOf(accountId)
      .filter(({ name }) => name.startsWith(prefix));
    return {
      Owner: { ID: accountId },
      Buckets: buckets.map(({ name, createdAt, region, arn }) => ({
        Name: name,
        CreationDate: new Date(createdAt),
        BucketRegion: region,
        BucketArn: arn,
      })),
    };
  },
};
