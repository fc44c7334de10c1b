import { type ConnectionProblem, TerminalError, UnreachableError } from '../errors.ts';
import { type SdkError, withoutFullStop } from './sdk-error.ts';

/**
 * Errors that do not depend on the request, by the names that services and the SDK use. Sources: "Common
 * error types" of the API references, "Error responses" of S3, `@smithy/core/config` for those of credentials.
 */
const PROBLEMS: ReadonlyMap<string, ConnectionProblem> = new Map([
  ['CredentialsProviderError', 'no-credentials'],
  ['TokenProviderError', 'expired-session'],
  ['ExpiredToken', 'expired-credentials'],
  ['ExpiredTokenException', 'expired-credentials'],
  ['TokenRefreshRequired', 'expired-credentials'],
  ['AuthFailure', 'invalid-credentials'],
  ['AuthorizationHeaderMalformed', 'invalid-credentials'],
  ['IncompleteSignature', 'invalid-credentials'],
  ['IncompleteSignatureException', 'invalid-credentials'],
  ['InvalidAccessKeyId', 'invalid-credentials'],
  ['InvalidClientTokenId', 'invalid-credentials'],
  ['InvalidSignatureException', 'invalid-credentials'],
  ['InvalidToken', 'invalid-credentials'],
  ['MissingAuthenticationToken', 'invalid-credentials'],
  ['MissingAuthenticationTokenException', 'invalid-credentials'],
  ['SignatureDoesNotMatch', 'invalid-credentials'],
  ['UnrecognizedClientException', 'invalid-credentials'],
  ['RequestExpired', 'clock-skew'],
  ['RequestInTheFuture', 'clock-skew'],
  ['RequestTimeTooSkewed', 'clock-skew'],
  ['NoSuchBucket', 'no-bucket'],
  ['IllegalLocationConstraintException', 'other-region'],
  ['PermanentRedirect', 'other-region'],
  ['CERT_HAS_EXPIRED', 'untrusted-certificate'],
  ['CERT_NOT_YET_VALID', 'untrusted-certificate'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'untrusted-certificate'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'untrusted-certificate'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'untrusted-certificate'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'untrusted-certificate'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'untrusted-certificate'],
]);

/** Codes of Node.js for connections that failed. */
const UNREACHABLE: ReadonlySet<string> = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'ETIMEDOUT',
]);

/** For logs of functions; the command line gives more precise advice, because it knows the profile and the system. */
const MEND: Readonly<Record<Exclude<ConnectionProblem, 'other-region'>, string>> = {
  'no-credentials': 'Give the process credentials',
  'expired-session': 'Sign in again',
  'expired-credentials': 'Get new credentials',
  'invalid-credentials': 'Check the access key and its secret',
  'clock-skew': 'Set the clock',
  'untrusted-certificate': 'Name the certificate authority of the proxy in NODE_EXTRA_CA_CERTS',
  'no-bucket': 'Check the name of the bucket',
};

/** Whether an error that no service sent is one that {@link connectionFailure} reads. */
export function isOfConnection({ name }: Error): boolean {
  return name === 'CredentialsProviderError' || name === 'TokenProviderError';
}

/**
 * The problem between the caller and AWS; undefined if the error has another cause.
 *
 * @param action what was tried, such as `Find the account`
 */
export function connectionFailure(
  error: SdkError,
  action: string,
): TerminalError | UnreachableError | undefined {
  const { name, code = '' } = error;
  if (UNREACHABLE.has(code)) {
    return new UnreachableError(`${action}: no answer from ${hostOf(error)} (${code})`, { cause: error });
  }
  if (name === 'TimeoutError') {
    return new UnreachableError(`${action}: no answer from the endpoint in time (${name})`, { cause: error });
  }
  const problem = problemOf(error);
  if (problem === undefined) return undefined;
  const errorName = PROBLEMS.has(name) ? name : code;
  const mend =
    problem === 'other-region'
      ? `Set AWS_REGION or --region to ${regionOf(error) ?? 'the Region of the bucket'}`
      : MEND[problem];
  return new TerminalError(problem, `${action}: ${causeOf(problem, error, errorName)}`, mend, {
    cause: error,
  });
}

/** If one name covers several problems, the message or the Region in the error distinguishes them. */
function problemOf(error: SdkError): ConnectionProblem | undefined {
  const { name, code = '', message } = error;
  // The SDK has one name for all problems with credentials.
  if (name === 'CredentialsProviderError' && /\bsso\b|aws login|session has expired/i.test(message)) {
    return 'expired-session';
  }
  if (/^(?:SignatureDoesNotMatch|InvalidSignatureException)$/.test(name)) {
    return /signature (?:expired|not yet current)/i.test(message) ? 'clock-skew' : 'invalid-credentials';
  }
  if (name === 'AuthorizationHeaderMalformed' && regionOf(error) !== undefined) return 'other-region';
  return PROBLEMS.get(name) ?? PROBLEMS.get(code);
}

function causeOf(problem: ConnectionProblem, error: SdkError, name: string): string {
  switch (problem) {
    case 'no-credentials':
      return `no AWS credentials were found (${withoutFullStop(error.message)})`;
    case 'expired-session':
      return 'the sign-in session has expired or is not valid';
    case 'expired-credentials':
      return `the AWS credentials have expired (${name})`;
    case 'invalid-credentials':
      return `AWS does not accept the credentials (${name}, ${withoutFullStop(error.message)})`;
    case 'clock-skew':
      return `the clock of this machine ${clockError(error) ?? 'differs from the clock of AWS'} (${name})`;
    case 'untrusted-certificate':
      return `the certificate of the endpoint is not trusted (${name})`;
    case 'no-bucket':
      return `the bucket does not exist (${name})`;
    case 'other-region':
      return `the bucket is in ${regionOf(error) ?? 'another Region'} (${name})`;
  }
}

/** The error of the clock, computed from the `Date` header of the reply. */
function clockError(error: SdkError): string | undefined {
  const date = Date.parse(headersOf(error).date ?? '');
  const minutes = Math.round((Date.now() - date) / 60_000);
  if (Number.isNaN(minutes) || minutes === 0) return undefined;
  return `is ${Math.abs(minutes)} minutes ${minutes > 0 ? 'fast' : 'slow'}`;
}

/** The Region that S3 names for a bucket, in the body or a header. */
function regionOf(error: SdkError): string | undefined {
  if ('Region' in error && typeof error.Region === 'string') return error.Region;
  return headersOf(error)['x-amz-bucket-region'];
}

function headersOf(error: SdkError): Readonly<Record<string, string>> {
  const response = '$response' in error ? error.$response : undefined;
  return typeof response === 'object' && response !== null && 'headers' in response
    ? Object.fromEntries(Object.entries(response.headers ?? {}).map(([name, value]) => [name, String(value)]))
    : {};
}

/** A name that has several addresses fails with one error for each. */
function hostOf(error: SdkError): string {
  const [first] = error instanceof AggregateError ? error.errors : [error];
  if (first instanceof Error) {
    if ('hostname' in first) return String(first.hostname);
    if ('address' in first) return `${first.address}${'port' in first ? `:${first.port}` : ''}`;
  }
  return 'the endpoint';
}
