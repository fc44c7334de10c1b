import type { Scope } from '../reconcile/scope.ts';

/** A scope, and whether the organization's units must be read again for it. */
export interface ScopeRequest {
  readonly scope: Scope;
  readonly refreshOrganization?: boolean;
  /** The earliest time at which the units may have been read, in milliseconds since the epoch. */
  readonly organizationAfter?: number;
}

/** The result of reading an event. `ignored` is not an error: the reason is logged and the message is deleted. */
export type EventReading =
  | { readonly kind: 'scopes'; readonly requests: readonly ScopeRequest[] }
  | { readonly kind: 'ignored'; readonly reason: string };

/** The trusted sources of events. */
export interface EventTrust {
  /** The account that Lenskeeper runs in: S3 events of its bucket come from it. */
  readonly hubAccountId: string;
  /** Organizations and Control Tower events are trusted only from this account. */
  readonly managementAccountId?: string | undefined;
  /** The bucket of the lenses; events of another bucket are ignored. Undefined: any bucket of the hub. */
  readonly bucket?: string | undefined;
}

/** Reads the events of one service; undefined for an event of another shape. */
export type EventReader = (event: unknown, trust: EventTrust) => EventReading | undefined;

export function scopes(...requests: readonly ScopeRequest[]): EventReading {
  return { kind: 'scopes', requests };
}

export function ignored(reason: string): EventReading {
  return { kind: 'ignored', reason };
}

/** Everything, in both groups: the scopes of a changed policy and of the schedule. */
export const EVERYTHING: readonly ScopeRequest[] = [
  { scope: { kind: 'everything', group: 'lenses' } },
  { scope: { kind: 'everything', group: 'workloads' } },
];
