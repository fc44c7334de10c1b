import type { Call } from '../../operation.ts';
import type { Origin } from './notify.ts';

/** The caller in the form of events. */
export function originOf({ principal, requestId }: Call): Origin {
  return { accountId: principal.accountId, principalArn: principal.arn, requestId };
}
