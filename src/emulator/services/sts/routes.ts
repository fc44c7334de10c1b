import * as schemas from '@aws-sdk/client-sts';
import { QUERY_ERRORS } from '../../protocol/service-errors.ts';
import type { SchemaService } from '../../service.ts';
import { assumeRole } from './operations/assume-role.ts';
import { getCallerIdentity } from './operations/get-caller-identity.ts';

export const sts: SchemaService = {
  name: 'sts',
  protocol: 'query',
  schemas,
  xmlNamespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
  errors: QUERY_ERRORS,
  operations: [assumeRole, getCallerIdentity],
};
