import type { Scope } from '../reconcile/scope.ts';

/** A scope, and whether the organization's units must be read afresh for it. */
export interface ScopeRequest {
  readonly scope: Scope;
  readonly refreshOrganization?: boolean;
  /** The units must be read then or later, in milliseconds since the epoch. */
  readonly organizationAfter?: number;
}

/** What an event comes to. `ignored` is ordinary: the reason is logged and the message is done with. */
export type EventReading =
  | { readonly kind: 'scopes'; readonly requests: readonly ScopeRequest[] }
  | { readonly kind: 'ignored'; readonly reason: string };

/** Whose word is taken. */
export interface EventTrust {
  /** The account that Lenskeeper runs in: S3 events of its bucket come from here. */
  readonly hubAccountId: string;
  /** Organizations and Control Tower events are believed of this account alone. */
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

/** Everything, in both groups: what a changed policy and the schedule ask for. */
export const EVERYTHING: readonly ScopeRequest[] = [
  { scope: { kind: 'everything', group: 'lenses' } },
  { scope: { kind: 'everything', group: 'workloads' } },
];
