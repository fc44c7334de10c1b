import type { GetObjectRequest } from '@aws-sdk/client-s3';
import type { Operation } from '../../../operation.ts';
import { checkRead } from '../conditions.ts';
import { findObject } from '../find-object.ts';
import { describeObject, type ObjectHeaders } from '../object-output.ts';
import { onObject, versioned } from '../permissions.ts';
import { cutRange } from '../range.ts';

/** The reply with bytes in place of the stream of the SDK. */
type GetObjectReply = ObjectHeaders & { readonly Body: Uint8Array };

export const getObject: Operation<GetObjectRequest, GetObjectReply> = {
  name: 'GetObject',
  constraints: {},
  permissions: (_call, input, world) => [onObject(world, versioned('GetObject', input.VersionId), input)],
  run: (world, call, input) => {
    const object = findObject(world, call, input);
    checkRead(input, object);
    const { body } = object.content;
    const range = cutRange(input.Range, body.byteLength);
    // The checksum of the whole object does not match a part of it.
    if (range === undefined) return { ...describeObject(object, input.ChecksumMode), Body: body };
    return {
      ...describeObject(object, undefined),
      Body: body.subarray(range.start, range.end),
      ContentLength: range.end - range.start,
      ContentRange: `bytes ${range.start}-${range.end - 1}/${body.byteLength}`,
    };
  },
};
