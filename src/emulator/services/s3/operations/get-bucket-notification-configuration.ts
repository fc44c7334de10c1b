import type {
  GetBucketNotificationConfigurationRequest,
  NotificationConfiguration,
} from '@aws-sdk/client-s3';
import type { Operation } from '../../../operation.ts';
import { writeNotifications } from '../notification-configuration.ts';
import { onBucket } from '../permissions.ts';
import { s3Of } from '../store.ts';

export const getBucketNotificationConfiguration: Operation<
  GetBucketNotificationConfigurationRequest,
  NotificationConfiguration
> = {
  name: 'GetBucketNotificationConfiguration',
  constraints: {},
  permissions: (_call, { Bucket }, world) => [onBucket(world, 'GetBucketNotification', Bucket)],
  run: (world, _call, { Bucket }) => writeNotifications(s3Of(world).bucket(Bucket).notifications),
};
