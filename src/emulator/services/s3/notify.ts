import type { World } from '../../world.ts';
import { isServiceAllowed } from '../iam/authorize.ts';
import type { Bucket, QueueNotification } from './bucket.ts';

/** The caller that changed an object, and the request. */
export interface Origin {
  readonly accountId: string;
  /** ARN of the caller. */
  readonly principalArn: string;
  readonly requestId: string;
}

/** A change of an object, with the data of both kinds of notification. */
export interface ObjectChange {
  readonly kind: 'created' | 'deleted' | 'marked-deleted';
  readonly key: string;
  /** Hexadecimal; a later change of the same key has a greater value. */
  readonly sequencer: string;
  /** PutObject, CopyObject, DeleteObject. */
  readonly reason: string;
  readonly versionId: string;
  readonly etag?: string;
  /** Bytes. */
  readonly size?: number;
}

const SOURCE_IP = '127.0.0.1';
/** MD5 of an empty body, which the service returns for a delete marker. */
const EMPTY_ETAG = 'd41d8cd98f00b204e9800998ecf8427e';

const DELETION_TYPE = { deleted: 'Permanently Deleted', 'marked-deleted': 'Delete Marker Created' } as const;

/** Notifies EventBridge and the configured queues of a bucket of one change. */
export function notify(world: World, bucket: Bucket, change: ObjectChange, origin: Origin): void {
  if (bucket.notifications.eventBridge) world.events.publish(eventBridgeEvent(bucket, change, origin));
  for (const notification of bucket.notifications.queues) {
    if (!wants(notification, change)) continue;
    if (!mayDeliver(world, bucket, notification.queueArn)) continue;
    const record = nativeRecord(world, bucket, notification, change, origin);
    world.sqs.send(notification.queueArn, { body: JSON.stringify({ Records: [record] }) });
  }
}

/** Whether the queue's policy allows S3 to deliver for this bucket. */
export function mayDeliver(world: World, bucket: Bucket, queueArn: string): boolean {
  return isServiceAllowed(world, 's3.amazonaws.com', {
    action: 'sqs:SendMessage',
    resource: queueArn,
    context: { 'aws:SourceArn': bucket.arn, 'aws:SourceAccount': bucket.accountId },
  });
}

/** Source of the shape: S3 User Guide, "Event message structure" for EventBridge. The key is not encoded. */
function eventBridgeEvent(bucket: Bucket, change: ObjectChange, { accountId, requestId }: Origin) {
  const isDeletion = change.kind !== 'created';
  return {
    'detail-type': isDeletion ? 'Object Deleted' : 'Object Created',
    source: 'aws.s3',
    account: bucket.accountId,
    region: bucket.region,
    resources: [bucket.arn],
    detail: {
      version: '0',
      bucket: { name: bucket.name },
      object: {
        key: change.key,
        ...(change.size === undefined ? {} : { size: change.size }),
        ...etagOf(change, 'etag'),
        ...versionOf(change, 'version-id'),
        sequencer: change.sequencer,
      },
      'request-id': shortId(requestId),
      requester: accountId,
      'source-ip-address': SOURCE_IP,
      reason: change.reason,
      ...(change.kind === 'created' ? {} : { 'deletion-type': DELETION_TYPE[change.kind] }),
    },
  };
}

/** Source of the shape: S3 User Guide, "Event message structure", version 2.6. The key is URL-encoded, with `+` for a space. */
function nativeRecord(
  world: World,
  bucket: Bucket,
  { id }: QueueNotification,
  change: ObjectChange,
  origin: Origin,
) {
  return {
    eventVersion: '2.6',
    eventSource: 'aws:s3',
    awsRegion: bucket.region,
    eventTime: new Date(world.clock.now()).toISOString(),
    eventName: eventName(change),
    userIdentity: { principalId: `AWS:${origin.principalArn.split('/').slice(1).join(':')}` },
    requestParameters: { sourceIPAddress: SOURCE_IP },
    responseElements: { 'x-amz-request-id': shortId(origin.requestId), 'x-amz-id-2': origin.requestId },
    s3: {
      s3SchemaVersion: '1.0',
      configurationId: id,
      bucket: { name: bucket.name, ownerIdentity: { principalId: bucket.accountId }, arn: bucket.arn },
      object: {
        key: encodeURIComponent(change.key).replaceAll('%20', '+').replaceAll('%2F', '/'),
        ...(change.size === undefined ? {} : { size: change.size }),
        ...etagOf(change, 'eTag'),
        ...versionOf(change, 'versionId'),
        sequencer: change.sequencer,
      },
    },
  };
}

function eventName({ kind, reason }: ObjectChange): string {
  if (kind === 'created') return reason === 'CopyObject' ? 'ObjectCreated:Copy' : 'ObjectCreated:Put';
  return kind === 'deleted' ? 'ObjectRemoved:Delete' : 'ObjectRemoved:DeleteMarkerCreated';
}

function wants({ events, prefix, suffix }: QueueNotification, change: ObjectChange): boolean {
  const name = `s3:${eventName(change)}`;
  return (
    change.key.startsWith(prefix) &&
    change.key.endsWith(suffix) &&
    events.some((event) => event === name || (event.endsWith(':*') && name.startsWith(event.slice(0, -1))))
  );
}

function etagOf({ kind, etag }: ObjectChange, name: string): Record<string, string> {
  const value = kind === 'marked-deleted' ? EMPTY_ETAG : etag;
  return value === undefined ? {} : { [name]: value };
}

/** The version is left out when the bucket has no versioning. */
function versionOf({ versionId }: ObjectChange, name: string): Record<string, string> {
  return versionId === 'null' ? {} : { [name]: versionId };
}

const shortId = (requestId: string) => requestId.replaceAll('-', '').slice(0, 16).toUpperCase();
