import * as z from 'zod/mini';
import { s3Of } from '../../services/s3/store.ts';
import type { Deployed, Deployment } from '../deployed.ts';
import { flag, ignored, readProperties } from './read-properties.ts';

const bucketProperties = z.strictObject({
  BucketName: z.optional(z.string()),
  VersioningConfiguration: z.optional(z.strictObject({ Status: z.enum(['Enabled', 'Suspended']) })),
  NotificationConfiguration: z.optional(
    z.strictObject({
      EventBridgeConfiguration: z.strictObject({ EventBridgeEnabled: z._default(flag, true) }),
    }),
  ),
  AccessControl: ignored,
  BucketEncryption: ignored,
  LifecycleConfiguration: ignored,
  OwnershipControls: ignored,
  PublicAccessBlockConfiguration: ignored,
  Tags: ignored,
});

const policyProperties = z.strictObject({ Bucket: z.string(), PolicyDocument: z.unknown() });

/** AWS::S3::Bucket: versioning and events to EventBridge; encryption, public access and lifecycle have no effect. */
export function createBucket(deployment: Deployment, logicalId: string, properties: unknown): Deployed {
  const given = readProperties(bucketProperties, properties);
  const { accountId, region, stackName, world } = deployment;
  const name = given.BucketName ?? `${stackName}-${logicalId}-${accountId}`.toLowerCase();
  const store = s3Of(world);
  const bucket = store.createBucket({ name, accountId, region });
  bucket.versioning = given.VersioningConfiguration?.Status;
  const eventBridge = given.NotificationConfiguration?.EventBridgeConfiguration.EventBridgeEnabled ?? false;
  store.setNotifications(name, { eventBridge, queues: [] });
  return {
    physicalId: name,
    attributes: {
      Arn: bucket.arn,
      DomainName: `${name}.s3.amazonaws.com`,
      RegionalDomainName: `${name}.s3.${region}.amazonaws.com`,
    },
  };
}

/** AWS::S3::BucketPolicy */
export function createBucketPolicy({ world }: Deployment, logicalId: string, properties: unknown): Deployed {
  const given = readProperties(policyProperties, properties);
  world.iam.putResourcePolicy(s3Of(world).bucket(given.Bucket).arn, given.PolicyDocument);
  return { physicalId: logicalId, attributes: {} };
}
