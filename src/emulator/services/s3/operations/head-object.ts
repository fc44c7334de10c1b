import type { HeadObjectRequest } from '@aws-sdk/client-s3';
import type { Operation } from '../../../operation.ts';
import { checkRead } from '../conditions.ts';
import { findObject } from '../find-object.ts';
import { describeObject, type ObjectHeaders } from '../object-output.ts';
import { onObject, versioned } from '../permissions.ts';

export const headObject: Operation<HeadObjectRequest, ObjectHeaders> = {
  name: 'HeadObject',
  constraints: {},
  permissions: (_call, input, world) => [onObject(world, versioned('GetObject', input.VersionId), input)],
  run: (world, call, input) => {
    const object = findObject(world, call, input);
    checkRead(input, object);
    return describeObject(object, input.ChecksumMode);
  },
};
