import {
  AccessDeniedException,
  ConflictException,
  InternalServerException,
  ResourceNotFoundException,
  ServiceQuotaExceededException,
  ThrottlingException,
  ValidationException,
} from '@aws-sdk/client-wellarchitected';
import { describe, expect, it } from 'vitest';
import { failureOf } from '../../../src/aws/failure.ts';
import { LenskeeperError, TerminalError } from '../../../src/errors.ts';

const withStatus = (httpStatusCode: number, message: string) => ({
  message,
  Message: message,
  $metadata: { httpStatusCode },
});
const resource = { ResourceId: 'x', ResourceType: 'LENS' };
const quota = { QuotaCode: 'LENS', ServiceCode: 'wellarchitected' };

/** An SDK error of a shape that has no class here. */
function sdkError(name: string, members: object = {}): Error {
  return Object.assign(new Error('Not now.'), { name, $metadata: {} }, members);
}

describe('failureOf', () => {
  it.each([
    [
      new ValidationException({ ...withStatus(400, '[Validation] Title is too long.'), Reason: 'OTHER' }),
      'terminal',
      'validation',
      'Import lens a.json: ValidationException, [Validation] Title is too long',
    ],
    [
      new ConflictException({ ...withStatus(409, 'Version 1.0 exists.'), ...resource }),
      'conflict',
      undefined,
      'Import lens a.json: ConflictException, Version 1.0 exists',
    ],
    [
      new ResourceNotFoundException({ ...withStatus(404, 'No lens.'), ...resource }),
      'terminal',
      'not-found',
      'Import lens a.json: ResourceNotFoundException, No lens',
    ],
    [
      new ServiceQuotaExceededException({ ...withStatus(402, 'Too many lenses.'), ...quota }),
      'terminal',
      'quota',
      'Import lens a.json: ServiceQuotaExceededException, Too many lenses',
    ],
    [
      new InternalServerException(withStatus(500, 'Our fault.')),
      'transient',
      undefined,
      'Import lens a.json: InternalServerException, Our fault',
    ],
    [
      new AccessDeniedException(withStatus(403, 'Not authorized.')),
      'terminal',
      'access-denied',
      'Import lens a.json: AccessDeniedException, Not authorized',
    ],
    [
      new ThrottlingException(withStatus(429, 'Slow down.')),
      'throttled',
      undefined,
      'Import lens a.json: ThrottlingException, Slow down',
    ],
  ])('reads %s as %s %s', (error, kind, reason, message) => {
    const failure = failureOf(error, 'Import lens a.json');

    expect(failure).toMatchObject({ kind, message, cause: error });
    expect(failure instanceof TerminalError ? failure.reason : undefined).toBe(reason);
  });

  it.each([
    [sdkError('TooManyRequestsException', { $metadata: { httpStatusCode: 400 } }), 'throttled'],
    [sdkError('SlowDown', { $metadata: { httpStatusCode: 503 } }), 'throttled'],
    [sdkError('Anything', { $metadata: { httpStatusCode: 429 } }), 'throttled'],
    [sdkError('ServiceUnavailable', { $metadata: { httpStatusCode: 503 } }), 'transient'],
    [sdkError('Anything', { $metadata: { httpStatusCode: 502 } }), 'transient'],
    [sdkError('TimeoutError'), 'transient'],
    [Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }), 'transient'],
    [Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }), 'transient'],
    [Object.assign(new Error('aborted'), { name: 'AbortError' }), 'deadline'],
    [sdkError('AccessDenied', { $metadata: { httpStatusCode: 403 } }), 'terminal'],
    [sdkError('ExpiredTokenException', { $metadata: { httpStatusCode: 403 } }), 'terminal'],
    [sdkError('NoSuchBucket', { $metadata: { httpStatusCode: 404 } }), 'terminal'],
  ])('reads the error of another service or of the network: %s as %s', (error, kind) => {
    expect(failureOf(error, 'Do it')).toMatchObject({ kind });
  });

  it('treats a name that is taken as temporary: names are listed before an import', () => {
    const error = new ValidationException({
      ...withStatus(400, 'A lens with normalized name signinbaseline already exists.'),
    });

    expect(failureOf(error, 'Import lens')).toMatchObject({ kind: 'not-ready' });
  });

  it('gives advice for a call that can never succeed, with the text of the call if it has one', () => {
    const error = new ServiceQuotaExceededException({ ...withStatus(402, 'Too many lenses.'), ...quota });

    const general = failureOf(error, 'Import lens');
    const special = failureOf(error, 'Import lens', { quota: 'Delete a lens' });

    expect(general).toMatchObject({
      mend: 'This quota of WA Tool cannot be raised: delete what is not needed, or reduce what the policy asks for',
    });
    expect(special).toMatchObject({ mend: 'Delete a lens' });
  });

  it('names an error without a message by its name', () => {
    expect(failureOf(sdkError('Throttling', { message: '' }), 'Do it')?.message).toBe('Do it: Throttling');
  });

  it('does not change our own errors', () => {
    const error = new TerminalError('refused', 'Do it: no', 'Do not');

    expect(failureOf(error, 'Import lens')).toBe(error);
  });

  it.each([new TypeError('x is not a function'), 'a text', undefined])(
    'takes %s for a bug, which is thrown on',
    (error) => {
      expect(failureOf(error, 'Import lens')).toBeUndefined();
    },
  );

  it('has one base class for all kinds', () => {
    expect(failureOf(sdkError('Throttling'), 'Do it')).toBeInstanceOf(LenskeeperError);
  });
});
