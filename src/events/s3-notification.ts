import * as z from 'zod/mini';
import { type EventReader, type EventReading, ignored, scopes } from './event-reading.ts';
import { readObjectKey } from './object-key.ts';

/** "Event message structure" (S3 User Guide). A notification names no account: the queue's policy decides who may send it. */
const record = z.object({
  eventSource: z.literal('aws:s3'),
  eventName: z.string(),
  s3: z.object({ bucket: z.object({ name: z.string() }), object: z.object({ key: z.string() }) }),
});
const notification = z.object({ Records: z.array(z.unknown()).check(z.minLength(1)) });

/** S3 sends it once when a notification is configured. */
const testEvent = z.object({ Event: z.literal('s3:TestEvent') });

/** Reads native S3 notifications, for a bucket that sends to the queue without EventBridge. */
export const readS3Notification: EventReader = (event, trust) => {
  if (testEvent.safeParse(event).success) {
    return ignored('Read the S3 notification: it is the test event of a new notification');
  }
  const parsed = notification.safeParse(event);
  if (!parsed.success) {
    return undefined;
  }
  const records = parsed.data.Records.map((one) => record.safeParse(one));
  if (!records.some(({ success }) => success)) {
    return undefined;
  }
  // One record of an unknown format must not affect the others.
  const readings = records.map((one) =>
    one.success
      ? readRecord(one.data, trust.bucket)
      : ignored('Read the S3 notification: a record has an unknown format'),
  );
  const requests = readings.flatMap((reading) => (reading.kind === 'scopes' ? reading.requests : []));
  if (requests.length > 0) {
    return scopes(...requests);
  }
  return ignored(
    readings.flatMap((reading) => (reading.kind === 'ignored' ? [reading.reason] : [])).join('; '),
  );
};

function readRecord({ eventName, s3 }: z.infer<typeof record>, bucket: string | undefined): EventReading {
  if (!/^(s3:)?(ObjectCreated|ObjectRemoved|LifecycleExpiration):/.test(eventName)) {
    return ignored(
      `Read the S3 notification: event is ${JSON.stringify(eventName)}, wanted ObjectCreated or ObjectRemoved`,
    );
  }
  if (bucket !== undefined && s3.bucket.name !== bucket) {
    return ignored(`Read the S3 notification: bucket is ${JSON.stringify(s3.bucket.name)}, wanted ${bucket}`);
  }
  const key = decodeKey(s3.object.key);
  return key === undefined
    ? ignored(`Read the S3 notification: key is ${JSON.stringify(s3.object.key)}, wanted URL encoding`)
    : readObjectKey(key);
}

/** Keys are URL-encoded with `+` for a space. */
function decodeKey(encoded: string): string | undefined {
  try {
    return decodeURIComponent(encoded.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}
