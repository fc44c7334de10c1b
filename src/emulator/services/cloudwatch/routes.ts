import * as schemas from '@aws-sdk/client-cloudwatch';
import type { SchemaService } from '../../service.ts';
import { getMetricData } from './operations/get-metric-data.ts';

/** CloudWatch, which signs as `monitoring`. */
export const cloudWatch: SchemaService = {
  name: 'monitoring',
  protocol: 'json-1.0',
  schemas,
  targetPrefix: 'GraniteServiceVersion20100801',
  operations: [getMetricData],
};
