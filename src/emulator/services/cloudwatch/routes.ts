import * as schemas from '@aws-sdk/client-cloudwatch';
import type { SchemaService } from '../../service.ts';
import { getMetricData } from './operations/get-metric-data.ts';

/** CloudWatch; its requests are signed for `monitoring`. */
export const cloudWatch: SchemaService = {
  name: 'monitoring',
  protocol: 'json-1.0',
  schemas,
  targetPrefix: 'GraniteServiceVersion20100801',
  operations: [getMetricData],
};
