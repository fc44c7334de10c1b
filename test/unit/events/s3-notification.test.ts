import { describe, expect, it } from 'vitest';
import { readS3Notification } from '../../../src/events/s3-notification.ts';

const trust = { hubAccountId: '777788889999', bucket: 'example-custom-lenses' };
const upload = (key: string) => ({
  eventSource: 'aws:s3',
  eventName: 'ObjectCreated:Put',
  s3: { bucket: { name: 'example-custom-lenses' }, object: { key } },
});

describe('a native S3 notification', () => {
  it('requests its lens although another record has an unknown format', () => {
    const event = { Records: [{ eventSource: 'aws:s3' }, upload('lenses/a+b.json'), 'nonsense'] };

    expect(readS3Notification(event, trust)).toEqual({
      kind: 'scopes',
      requests: [{ scope: { kind: 'lens', key: 'lenses/a b.json' } }],
    });
  });

  it('is not recognised when no record is known, so that another reader may read the event', () => {
    expect(readS3Notification({ Records: [{ eventSource: 'aws:sns' }] }, trust)).toBeUndefined();
  });
});
