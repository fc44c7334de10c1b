import * as schemas from '@aws-sdk/client-cloudformation';
import { AwsError } from '../../operation.ts';
import { describeViolations } from '../../protocol/service-errors.ts';
import type { SchemaService } from '../../service.ts';
import { describeStacks } from './operations/describe-stacks.ts';

export const cloudFormation: SchemaService = {
  name: 'cloudformation',
  protocol: 'query',
  schemas,
  xmlNamespace: 'http://cloudformation.amazonaws.com/doc/2010-05-15/',
  errors: {
    validation: (violations) => new AwsError('ValidationError', describeViolations(violations), {}, 400),
    accessDenied: (message) => new AwsError('AccessDenied', message, {}, 403),
    expired: () =>
      new AwsError('ExpiredToken', 'The security token included in the request is expired', {}, 403),
    throttled: () => new AwsError('Throttling', 'Rate exceeded', {}, 400),
  },
  operations: [describeStacks],
};
