import { describe, expect, it } from 'vitest';
import { failureOf } from '../../../src/aws/failure.ts';

/** An error as an SDK client throws it. */
function sdkError(name: string, members: object = {}, message = 'Not now.'): Error {
  return Object.assign(new Error(message), { name, $metadata: { httpStatusCode: 403 } }, members);
}

const networkError = (code: string, members: object = {}) =>
  Object.assign(new Error('connect'), { code }, members);

describe('a failure between the caller and AWS', () => {
  it.each([
    [sdkError('ExpiredTokenException'), 'expired-credentials'],
    [sdkError('UnrecognizedClientException'), 'invalid-credentials'],
    [sdkError('InvalidSignatureException'), 'invalid-credentials'],
    [sdkError('IncompleteSignature'), 'invalid-credentials'],
    [sdkError('AuthorizationHeaderMalformed'), 'invalid-credentials'],
    [
      sdkError('InvalidSignatureException', {}, 'Signature not yet current: … is still later than …'),
      'clock-skew',
    ],
    [sdkError('RequestInTheFuture'), 'clock-skew'],
    [sdkError('IllegalLocationConstraintException'), 'other-region'],
    [Object.assign(new Error('No SSO token'), { name: 'TokenProviderError' }), 'expired-session'],
    [
      Object.assign(new Error('please re-authenticate using aws login'), {
        name: 'CredentialsProviderError',
      }),
      'expired-session',
    ],
    [networkError('SELF_SIGNED_CERT_IN_CHAIN'), 'untrusted-certificate'],
    [networkError('CERT_NOT_YET_VALID'), 'untrusted-certificate'],
  ])('is %s: %s', (error, reason) => {
    expect(failureOf(error, 'Find the account')).toMatchObject({ kind: 'terminal', reason, cause: error });
  });

  it.each([
    [
      networkError('ENOTFOUND', { hostname: 'sts.eu-wst-1.amazonaws.com' }),
      'sts.eu-wst-1.amazonaws.com (ENOTFOUND)',
    ],
    [
      networkError('EAI_AGAIN', { hostname: 'sts.eu-west-1.amazonaws.com' }),
      'sts.eu-west-1.amazonaws.com (EAI_AGAIN)',
    ],
    [
      Object.assign(new AggregateError([networkError('ECONNREFUSED', { address: '::1', port: 4566 })]), {
        code: 'ECONNREFUSED',
      }),
      '::1:4566 (ECONNREFUSED)',
    ],
    [networkError('EHOSTUNREACH'), 'the endpoint (EHOSTUNREACH)'],
    [sdkError('TimeoutError'), 'the endpoint in time (TimeoutError)'],
  ])('is temporary and names the host that did not answer: %s', (error, host) => {
    expect(failureOf(error, 'Find the account')).toMatchObject({
      kind: 'transient',
      message: `Find the account: no answer from ${host}`,
    });
  });

  it('states the error of the clock when the reply has a date', () => {
    const date = new Date(Date.now() + 30 * 60_000).toUTCString();
    const error = sdkError('RequestTimeTooSkewed', { $response: { headers: { date } } });

    expect(failureOf(error, 'Read')?.message).toBe(
      'Read: the clock of this machine is 30 minutes slow (RequestTimeTooSkewed)',
    );
  });
});
