/**
 * Everything that can go wrong, by what is done about it. The kind is in the type: nobody decides by an error's text.
 * Messages: capital first, no full stop, the action, a colon, the value found and the value wanted.
 */
export abstract class LenskeeperError extends Error {
  /** The class's name, said by each class itself: minifying renames classes. */
  abstract override readonly name: string;
  abstract readonly kind: string;
}

/** AWS asked for fewer calls until the deadline came: the work is deferred. */
export class ThrottledError extends LenskeeperError {
  override readonly name = 'ThrottledError';
  readonly kind = 'throttled';
}

/** AWS or the network failed and may not next time (5xx, time-outs): the work is deferred. */
export class TransientError extends LenskeeperError {
  override readonly name = 'TransientError';
  readonly kind = 'transient';
}

/** Nothing answered at all: the name, the network or the endpoint is wrong, or AWS is away for a while. */
export class UnreachableError extends TransientError {}

/** The invocation's time is up: the work is deferred. */
export class DeadlineError extends LenskeeperError {
  override readonly name = 'DeadlineError';
  readonly kind = 'deadline';
}

/** The world is not as it was read: read again, then it is done or planned anew. */
export class ConflictError extends LenskeeperError {
  override readonly name = 'ConflictError';
  readonly kind = 'conflict';
}

/** Asked for too early: what the call needs is not visible yet, so the work is deferred. */
export class NotReadyError extends LenskeeperError {
  override readonly name = 'NotReadyError';
  readonly kind = 'not-ready';
  /** When another look is worth it, for what is surely under way; undefined: nobody knows. */
  readonly seconds: number | undefined;

  constructor(message: string, options: ErrorOptions & { readonly seconds?: number } = {}) {
    super(message, options);
    this.seconds = options.seconds;
  }
}

/** What is wrong between the caller and AWS, whatever was asked for. */
export type ConnectionProblem =
  | 'no-credentials'
  | 'expired-session'
  | 'expired-credentials'
  | 'invalid-credentials'
  | 'clock-skew'
  | 'untrusted-certificate'
  | 'no-bucket'
  | 'other-region';

/** Why a call can never succeed as it is. */
export type TerminalReason =
  | 'validation'
  | 'quota'
  | 'access-denied'
  | 'not-found'
  | 'refused'
  | ConnectionProblem;

/** Repeating the call cannot help: rejected once, with what to do. */
export class TerminalError extends LenskeeperError {
  override readonly name = 'TerminalError';
  readonly kind = 'terminal';
  readonly reason: TerminalReason;
  /** What a person can do about it. */
  readonly mend: string;
  /** Each a line of its own between message and remedy. */
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

/** Bad configuration or bad arguments: what, where, and how to mend it. */
export class ConfigurationError extends LenskeeperError {
  override readonly name = 'ConfigurationError';
  readonly kind = 'configuration';
}
