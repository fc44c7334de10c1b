import * as z from 'zod/mini';
import { type EventReader, ignored } from './event-reading.ts';
import { readObjectKey } from './object-key.ts';

/** "EventBridge event message structure" (S3 User Guide). The key is plain text, unlike in native notifications. */
const schema = z.object({
  source: z.literal('aws.s3'),
  'detail-type': z.string(),
  account: z.string(),
  detail: z.object({
    bucket: z.object({ name: z.string() }),
    object: z.object({ key: z.string() }),
  }),
});

const UNDERSTOOD = ['Object Created', 'Object Deleted'];

/** Reads S3 events from EventBridge. */
export const readS3Event: EventReader = (event, trust) => {
  const parsed = schema.safeParse(event);
  if (!parsed.success) {
    return undefined;
  }
  const { account, detail, 'detail-type': detailType } = parsed.data;
  if (!UNDERSTOOD.includes(detailType)) {
    return ignored(
      `Read the S3 event: type is ${JSON.stringify(detailType)}, wanted ${UNDERSTOOD.join(' or ')}`,
    );
  }
  if (account !== trust.hubAccountId) {
    return ignored(`Read the S3 event: account is ${JSON.stringify(account)}, wanted ${trust.hubAccountId}`);
  }
  if (trust.bucket !== undefined && detail.bucket.name !== trust.bucket) {
    return ignored(
      `Read the S3 event: bucket is ${JSON.stringify(detail.bucket.name)}, wanted ${trust.bucket}`,
    );
  }
  return readObjectKey(detail.object.key);
};
