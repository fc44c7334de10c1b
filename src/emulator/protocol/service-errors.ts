import { AwsError } from '../operation.ts';
import type { ServiceErrors, Violation } from '../service.ts';

/** `1 validation error detected: Value 'x' at 'lensVersion' failed to satisfy constraint: …`, as AWS words it. */
export function describeViolations(violations: readonly Violation[]): string {
  const count = `${violations.length} validation ${violations.length === 1 ? 'error' : 'errors'} detected`;
  return `${count}: ${violations.map(({ message }) => message).join('; ')}`;
}

/** The errors of a service that has no wording of its own. */
export const COMMON_ERRORS: ServiceErrors = {
  validation: (violations) => new AwsError('ValidationException', describeViolations(violations), {}, 400),
  accessDenied: (message) => new AwsError('AccessDeniedException', message),
  expired: () =>
    new AwsError('ExpiredTokenException', 'The security token included in the request is expired', {}, 403),
  throttled: () => new AwsError('ThrottlingException', 'Rate exceeded'),
  internal: () => new AwsError('InternalFailure', 'The request processing has failed', {}, 500),
};

/** The same for services of the query protocol. */
export const QUERY_ERRORS: Partial<ServiceErrors> = {
  validation: (violations) => new AwsError('ValidationError', describeViolations(violations), {}, 400),
  accessDenied: (message) => new AwsError('AccessDenied', message, {}, 403),
  expired: () =>
    new AwsError('ExpiredToken', 'The security token included in the request is expired', {}, 403),
  throttled: () => new AwsError('Throttling', 'Rate exceeded', {}, 400),
};
