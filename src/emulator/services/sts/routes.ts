import * as schemas from '@aws-sdk/client-sts';
import { AwsError } from '../../operation.ts';
import { describeViolations } from '../../protocol/service-errors.ts';
import type { SchemaService } from '../../service.ts';
import { assumeRole } from './operations/assume-role.ts';
import { getCallerIdentity } from './operations/get-caller-identity.ts';

export const sts: SchemaService = {
  name: 'sts',
  protocol: 'query',
  schemas,
  xmlNamespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
  errors: {
    validation: (violations) => new AwsError('ValidationError', describeViolations(violations), {}, 400),
    accessDenied: (message) => new AwsError('AccessDenied', message, {}, 403),
    expired: () =>
      new AwsError('ExpiredToken', 'The security token included in the request is expired', {}, 403),
    throttled: () => new AwsError('Throttling', 'Rate exceeded', {}, 400),
  },
  operations: [assumeRole, getCallerIdentity],
};
