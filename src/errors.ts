/**
 * All errors, by how they are handled. The type contains the kind: no decision depends on the text of an error.
 * Messages: a capital first, no full stop; the action, a colon, the value found and the value wanted.
 */
export abstract class LenskeeperError extends Error {
  /** The name of the class. Each class sets it itself, because minifying renames classes. */
  abstract override readonly name: string;
  abstract readonly kind: string;
}

/** AWS throttled the call until the deadline: the work is deferred. */
export class ThrottledError extends LenskeeperError {
  override readonly name = 'ThrottledError';
  readonly kind = 'throttled';
}

/** AWS or the network failed temporarily (5xx, time-outs): the work is deferred. */
export class TransientError extends LenskeeperError {
  override readonly name: string = 'TransientError';
  readonly kind = 'transient';
}

/** No answer: the name, the network or the endpoint is wrong, or AWS is temporarily unavailable. */
export class UnreachableError extends TransientError {
  override readonly name = 'UnreachableError';
}

/** The deadline of the invocation has passed: the work is deferred. */
export class DeadlineError extends LenskeeperError {
  override readonly name = 'DeadlineError';
  readonly kind = 'deadline';
}

/** The state has changed since it was read: it is read again, then the action is already done or planned again. */
export class ConflictError extends LenskeeperError {
  override readonly name = 'ConflictError';
  readonly kind = 'conflict';
}

/** The call was too early: a resource that it needs is not visible yet, so the work is deferred. */
export class NotReadyError extends LenskeeperError {
  override readonly name = 'NotReadyError';
  readonly kind = 'not-ready';
  /** Seconds until the next check, for work that is certainly in progress; undefined: unknown. */
  readonly seconds: number | undefined;

  constructor(message: string, options: ErrorOptions & { readonly seconds?: number } = {}) {
    super(message, options);
    this.seconds = options.seconds;
  }
}

/** A problem between the caller and AWS that does not depend on the request. */
export type ConnectionProblem =
  | 'no-credentials'
  | 'expired-session'
  | 'expired-credentials'
  | 'invalid-credentials'
  | 'clock-skew'
  | 'untrusted-certificate'
  | 'no-bucket'
  | 'other-region';

/** Why a call can never succeed unchanged. */
export type TerminalReason =
  | 'validation'
  | 'quota'
  | 'access-denied'
  | 'not-found'
  | 'refused'
  | ConnectionProblem;

/** Repeating the call cannot help: it is rejected once, with advice. */
export class TerminalError extends LenskeeperError {
  override readonly name = 'TerminalError';
  readonly kind = 'terminal';
  readonly reason: TerminalReason;
  /** Advice: what a person can do about it. */
  readonly mend: string;
  /** Each is shown on a line of its own between message and advice. */
  readonly details: readonly string[];

  constructor(
    reason: TerminalReason,
    message: string,
    mend: string,
    options?: ErrorOptions & { readonly details?: readonly string[] },
  ) {
    super(message, options);
    this.reason = reason;
    this.mend = mend;
    this.details = options?.details ?? [];
  }
}

/** Bad configuration or bad arguments: what, where, and how to fix it. */
export class ConfigurationError extends LenskeeperError {
  override readonly name = 'ConfigurationError';
  readonly kind = 'configuration';
}
