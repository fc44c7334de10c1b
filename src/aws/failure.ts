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

/** Reasons that lie in the call itself, not in the connection to AWS. */
type CallReason = Exclude<TerminalReason, ConnectionProblem>;

/** What to do when a call can never succeed as it is; `undefined` members fall back to {@link MEND}. */
export type Mends = Readonly<
  Partial<Record<Exclude<CallReason, 'access-denied'>, string>> & {
    /** May look at what AWS said, see `accessAdvice`. */
    'access-denied'?: string | ((message: string) => string);
  }
>;

const MEND: Readonly<Record<Exclude<CallReason, 'access-denied'>, string>> = {
  validation: 'Correct the lens or the policy as the message says',
  quota: 'This quota of WA Tool cannot be raised: make room, or ask for less in the policy',
  'not-found': 'Somebody deleted it; the next reconciliation plans anew',
  refused: 'Check that the names, the Region and the permissions are right',
};

/**
 * The one place where SDK errors become ours. Only what AWS says in names and status codes decides, with one exception:
 * a normalised name that is taken has no code of its own (see `isNameTaken`).
 *
 * @param action what was tried, such as `Import lens lenses/a.json`
 * @returns undefined for an error that is not of a call, which is a bug and is thrown on
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
 * ImportLens says "A lens with normalized name … already exists" by a ValidationException like any other (seen in the
 * tests of awslabs/operational-readiness-review-custom-war-lens). We list names before we import, so this means a list
 * that lags behind, or a deleted lens whose name is not free yet: both pass.
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

/** A call that was throttled until then says so; the SDK's own words add nothing. */
function outOfTime(action: string, { cause, message }: Error): string {
  return cause instanceof Error ? `${action}: out of time, ${message}` : `${action}: out of time`;
}
