import { UNIT_ID } from '../organization/unit-selector.ts';
import type { Held } from './plan.ts';

/** One account in one Region: WA Tool's state, quotas, request rates and ordering are all per domain. */
export interface Domain {
  readonly accountId: string;
  readonly region: string;
}

/** The two independent halves of a domain's work; each is one message group, so each has one writer. */
export type WorkGroup = 'lenses' | 'workloads';

/** A unit that was created, renamed or deleted; `isRenamed`: the paths of the accounts below it have changed. */
export interface UnitScope {
  readonly kind: 'unit';
  readonly unitId: string;
  readonly isRenamed: boolean;
}

/** The subjects that a trigger asks to check; never the actions to take. */
export type Scope =
  | { readonly kind: 'lens'; readonly key: string }
  | { readonly kind: 'accounts'; readonly accountIds: readonly string[] }
  | { readonly kind: 'everything'; readonly group: WorkGroup }
  /** The shares with one unit and the units below it. */
  | { readonly kind: 'unit-shares'; readonly unitId: string }
  | UnitScope;

/** Whether a value is the id of a unit. */
export function isUnitId(value: unknown): value is string {
  return typeof value === 'string' && UNIT_ID.test(value);
}

/** Maximum number of account ids in one scope. */
export const MAX_ACCOUNTS_PER_SCOPE = 100;

/**
 * The group of a domain's work that a scope belongs to. Reading units has a group of its own, which writes nothing
 * to WA Tool: Organizations is much slower, and other work must not wait for it.
 */
export function groupOf(scope: Scope): WorkGroup | 'units' {
  switch (scope.kind) {
    case 'unit':
      return 'units';
    case 'lens':
    case 'unit-shares':
      return 'lenses';
    case 'accounts':
      return 'workloads';
    case 'everything':
      return scope.group;
  }
}

/** The same scope has the same key, so that duplicates can be removed. */
export function scopeKey(scope: Scope): string {
  switch (scope.kind) {
    case 'lens':
      return `lens ${scope.key}`;
    case 'accounts':
      return `accounts ${scope.accountIds.join(' ')}`;
    case 'everything':
      return `everything ${scope.group}`;
    case 'unit':
      return `unit ${scope.unitId}${scope.isRenamed ? ' renamed' : ''}`;
    case 'unit-shares':
      return `unit-shares ${scope.unitId}`;
  }
}

/** A message on `work.fifo` and `later`. */
export interface WorkMessage {
  readonly domain: Domain;
  readonly scope: Scope;
  /** Id of the run, created when the trigger was accepted. */
  readonly run: string;
  /** Number of this scope in its run; it is part of the message's deduplication id. */
  readonly sequence: number;
  /** How many times the scope has come back through `later`. */
  readonly attempt: number;
  /** How many of the last returns made no progress: the delay grows with this number. */
  readonly stalls: number;
  /** A person requested it with `apply`: the policy's guard does not hold it back. */
  readonly approved: boolean;
  /** What the guard held back in the run: it is also held back in this part. */
  readonly held: readonly Held[];
  /**
   * The attempt whose import may still be in progress: its request token is repeated, so that the import does not start
   * again.
   */
  readonly importAttempt: number;
  /**
   * The units must be read again after the message was sent: in manual messages, and in those of release 0.1.0 for events
   * of units.
   */
  readonly refreshOrganization: boolean;
  /**
   * The earliest time at which the walk of the units may have begun, in milliseconds since the epoch. Absent: any fresh
   * walk.
   */
  readonly organizationAfter?: number | undefined;
}

/** The first message of a scope, as a trigger sends it. */
export function firstMessage(
  message: Pick<WorkMessage, 'domain' | 'scope' | 'run' | 'sequence'> & Partial<WorkMessage>,
): WorkMessage {
  return {
    attempt: 0,
    stalls: 0,
    held: [],
    importAttempt: 0,
    approved: false,
    refreshOrganization: false,
    ...message,
  };
}
