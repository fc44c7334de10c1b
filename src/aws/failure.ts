import {
  ConflictError,
  type ConnectionProblem,
  DeadlineError,
  LenskeeperError,
  NotReadyError,
  TerminalError,
  type TerminalReason,
  ThrottledError,
  TransientError,
} from '../errors.ts';
import { accessAdvice } from './access-advice.ts';
import { connectionFailure, isOfConnection } from './connection-failure.ts';
import { type SdkError, withoutFullStop } from './sdk-error.ts';

const THROTTLES: ReadonlySet<string> = new Set([
  'Throttling',
  'ThrottlingException',
  'ThrottledException',
  'TooManyRequestsException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'SlowDown',
]);

const TRANSIENT: ReadonlySet<string> = new Set([
  'ConcurrentModificationException',
  'InternalServerException',
  'RequestTimeout',
  'ServiceException',
  'ServiceUnavailable',
  'ECONNRESET',
  'EPIPE',
]);

const TERMINAL: ReadonlyMap<string, CallReason> = new Map([
  ['ValidationException', 'validation'],
  ['InvalidInputException', 'validation'],
  ['ServiceQuotaExceededException', 'quota'],
  ['ResourceNotFoundException', 'not-found'],
  ['AccessDenied', 'access-denied'],
  ['AccessDeniedException', 'access-denied'],
]);

/** Reasons that concern the call itself, not the connection to AWS. */
type CallReason = Exclude<TerminalReason, ConnectionProblem>;

/** Advice for a call that can never succeed unchanged; `undefined` members fall back to {@link MEND}. */
export type Mends = Readonly<
  Partial<Record<Exclude<CallReason, 'access-denied'>, string>> & {
    /** May use the message of AWS, see `accessAdvice`. */
    'access-denied'?: string | ((message: string) => string);
  }
>;

const MEND: Readonly<Record<Exclude<CallReason, 'access-denied'>, string>> = {
  validation: 'Correct the lens or the policy as the message says',
  quota:
    'This quota of WA Tool cannot be raised: delete what is not needed, or reduce what the policy asks for',
  'not-found': 'It was deleted. The next reconciliation makes a new plan',
  refused: 'Check that the names, the Region and the permissions are right',
};

/**
 * The only place that converts SDK errors to ours. The decision uses only names and status codes, with one exception:
 * a normalised name that is taken has no error code of its own (see `isNameTaken`).
 *
 * @param action what was tried, such as `Import lens lenses/a.json`
 * @returns undefined for an error that does not come from a call, which is a bug and is thrown again
 */
export function failureOf(error: unknown, action: string, mends: Mends = {}): LenskeeperError | undefined {
  if (error instanceof LenskeeperError) return error;
  if (!isSdkError(error)) return undefined;
  const { name, code = '' } = error;
  const status = error.$metadata?.httpStatusCode ?? 0;
  const message = `${action}: ${error.message === '' ? name : `${name}, ${withoutFullStop(error.message)}`}`;
  const options = { cause: error };
  if (name === 'AbortError') return new DeadlineError(outOfTime(action, error), options);
  const unconnected = connectionFailure(error, action);
  if (unconnected !== undefined) return unconnected;
  if (THROTTLES.has(name) || status === 429) return new ThrottledError(message, options);
  if (TRANSIENT.has(name) || TRANSIENT.has(code) || status >= 500)
    return new TransientError(message, options);
  if (name === 'ConflictException') return new ConflictError(message, options);
  if (isNameTaken(error)) return new NotReadyError(message, options);
  const reason =
    TERMINAL.get(name) ?? (status === 403 ? 'access-denied' : status === 402 ? 'quota' : undefined);
  if (reason === 'access-denied') {
    const { [reason]: mend = accessAdvice } = mends;
    const advice = typeof mend === 'string' ? mend : mend(error.message);
    return new TerminalError(reason, message, advice, options);
  }
  if (reason !== undefined) return new TerminalError(reason, message, mends[reason] ?? MEND[reason], options);
  return status >= 400
    ? new TerminalError('refused', message, mends.refused ?? MEND.refused, options)
    : undefined;
}

/**
 * ImportLens returns "A lens with normalized name … already exists" as an ordinary ValidationException (seen in the
 * tests of awslabs/operational-readiness-review-custom-war-lens). Names are listed before an import, so the cause is a list
 * that is not yet up to date, or a deleted lens whose name is not free yet: both are temporary.
 */
function isNameTaken({ name, message }: SdkError): boolean {
  return name === 'ValidationException' && /normali[sz]ed name\b.*\balready exists/i.test(message);
}

function isSdkError(error: unknown): error is SdkError {
  return (
    error instanceof Error &&
    ('$metadata' in error || 'code' in error || error.name === 'AbortError' || isOfConnection(error))
  );
}

/** The message includes the throttling if there was any; the SDK's own message adds no information. */
function outOfTime(action: string, { cause, message }: Error): string {
  return cause instanceof Error ? `${action}: out of time, ${message}` : `${action}: out of time`;
}
