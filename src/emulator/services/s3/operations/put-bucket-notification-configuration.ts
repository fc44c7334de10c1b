import type { PutBucketNotificationConfigurationRequest } from '@aws-sdk/client-s3';
import type { Operation } from '../../../operation.ts';
import { readNotifications } from '../notification-configuration.ts';
import { onBucket } from '../permissions.ts';
import { s3Of } from '../store.ts';

export const putBucketNotificationConfiguration: Operation<
  PutBucketNotificationConfigurationRequest,
  Record<string, never>
> = {
  name: 'PutBucketNotificationConfiguration',
  constraints: {},
  permissions: (_call, { Bucket }, world) => [onBucket(world, 'PutBucketNotification', Bucket)],
  run: (world, _call, { Bucket: name = '', NotificationConfiguration: configuration }) => {
    s3Of(world).setNotifications(name, readNotifications(configuration ?? {}));
    return {};
  },
};
