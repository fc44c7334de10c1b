import { UNIT_ID } from '../organization/unit-selector.ts';
import type { Held } from './plan.ts';

/** One account in one Region: WA Tool's state, quotas, request rates and ordering all exist per domain. */
export interface Domain {
  readonly accountId: string;
  readonly region: string;
}

/** The two independent halves of a domain's work; each is one message group, so each has one writer. */
export type WorkGroup = 'lenses' | 'workloads';

/** A unit that was made, renamed or deleted; `isRenamed`: the accounts below it have another path now. */
export interface UnitScope {
  readonly kind: 'unit';
  readonly unitId: string;
  readonly isRenamed: boolean;
}

/** What a trigger asks to be looked at; never what to do. */
export type Scope =
  | { readonly kind: 'lens'; readonly key: string }
  | { readonly kind: 'accounts'; readonly accountIds: readonly string[] }
  | { readonly kind: 'everything'; readonly group: WorkGroup }
  /** The shares with one unit and with those below it. */
  | { readonly kind: 'unit-shares'; readonly unitId: string }
  | UnitScope;

/** Is it the id of a unit? */
export function isUnitId(value: unknown): value is string {
  return typeof value === 'string' && UNIT_ID.test(value);
}

/** A scope holds at most so many account ids. */
export const MAX_ACCOUNTS_PER_SCOPE = 100;

/**
 * The group of a domain's work that a scope belongs to. What is read of units has a group of its own, which writes nothing
 * to WA Tool: Organizations is far slower, and nobody else should wait for it.
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
    case 'unit-shares':
      return `${scope.kind} ${scope.unitId}`;
  }
}

/** What travels on `work.fifo` and `later`. */
export interface WorkMessage {
  readonly domain: Domain;
  readonly scope: Scope;
  /** Id of the run, minted when the trigger was accepted. */
  readonly run: string;
  /** Number of this scope in its run; with the run it makes the message's deduplication id. */
  readonly sequence: number;
  /** How many times the scope has come back through `later`. */
  readonly attempt: number;
  /** How many of the last returns changed nothing: the delay grows with them. */
  readonly stalls: number;
  /** A person asked for it with `apply`: the policy's guard does not hold it. */
  readonly approved: boolean;
  /** What the guard held back of the run: it is held back of this part as well. */
  readonly held: readonly Held[];
  /** The attempt whose import may still be under way: its request token is repeated, so that it does not begin anew. */
  readonly importAttempt: number;
  /** The units are to be read anew, after the message was sent: by hand, and by release 0.1.0 for events of units. */
  readonly refreshOrganization: boolean;
  /** The walk through the units must have begun then or later, in milliseconds since the epoch. Absent: any that is fresh. */
  readonly organizationAfter?: number | undefined;
}

/** A message of a trigger: nothing of it has come back yet. */
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
