import { randomUUID } from 'node:crypto';
import type { NotificationConfiguration } from '@aws-sdk/client-s3';
import type { BucketNotifications } from './bucket.ts';
import { notImplemented } from './errors.ts';

/**
 * Reads the form of the API. @throws NotImplemented for topics and functions, which the embedded AWS does not deliver
 * to
 */
export function readNotifications(configuration: NotificationConfiguration): BucketNotifications {
  const {
    TopicConfigurations = [],
    LambdaFunctionConfigurations = [],
    QueueConfigurations = [],
  } = configuration;
  if (TopicConfigurations.length + LambdaFunctionConfigurations.length > 0) {
    throw notImplemented('The embedded AWS sends S3 notifications only to EventBridge and SQS');
  }
  return {
    eventBridge: configuration.EventBridgeConfiguration !== undefined,
    queues: QueueConfigurations.map(
      ({ Id: id = randomUUID(), QueueArn: queueArn = '', Events: events = [], Filter }) => {
        const value = (name: string) =>
          Filter?.Key?.FilterRules?.find((rule) => rule.Name?.toLowerCase() === name)?.Value ?? '';
        return { id, queueArn, events, prefix: value('prefix'), suffix: value('suffix') };
      },
    ),
  };
}

/** Writes the form of the API. */
export function writeNotifications({ eventBridge, queues }: BucketNotifications): NotificationConfiguration {
  const configuration: NotificationConfiguration = {};
  if (eventBridge) configuration.EventBridgeConfiguration = {};
  if (queues.length > 0) {
    configuration.QueueConfigurations = queues.map(({ id, queueArn, events, prefix, suffix }) => ({
      Id: id,
      QueueArn: queueArn,
      Events: [...events],
      Filter: {
        Key: {
          FilterRules: [
            { Name: 'prefix', Value: prefix },
            { Name: 'suffix', Value: suffix },
          ],
        },
      },
    }));
  }
  return configuration;
}
