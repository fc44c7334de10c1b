import * as schemas from '@aws-sdk/client-cloudformation';
import { QUERY_ERRORS } from '../../protocol/service-errors.ts';
import type { SchemaService } from '../../service.ts';
import { describeStacks } from './operations/describe-stacks.ts';

export const cloudFormation: SchemaService = {
  name: 'cloudformation',
  protocol: 'query',
  schemas,
  xmlNamespace: 'http://cloudformation.amazonaws.com/doc/2010-05-15/',
  errors: QUERY_ERRORS,
  operations: [describeStacks],
};
