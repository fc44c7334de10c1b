/** An organizational unit with its place in the tree. */
export interface Unit {
  readonly id: string;
  readonly name: string;
  /** Id of the parent unit, or of the root. */
  readonly parentId: string;
  /** Names from the root down, such as `/Production/Payments`. */
  readonly path: string;
}

/** What was read of one unit alone, after the walk of the whole tree began. */
export interface UnitChange {
  readonly id: string;
  /** When it was read, in milliseconds since the epoch. */
  readonly at: number;
  /** Absent: the unit is gone. */
  readonly unit?: { readonly name: string; readonly parentId: string } | undefined;
}

/** The tree of units: what changes seldom, and what the snapshot in `state/` keeps. */
export interface Organization {
  readonly id: string;
  readonly rootId: string;
  readonly managementAccountId: string;
  readonly units: readonly Unit[];
  /** When the walk of the tree began, in milliseconds since the epoch. */
  readonly readAt: number;
  /** What was read of single units since then; `units` has it already. Absent: nothing. */
  readonly changes?: readonly UnitChange[];
}

/** States of Organizations `Account.State`; `Status` was retired on 2026-09-09 (API model). */
export type AccountState = 'PENDING_ACTIVATION' | 'ACTIVE' | 'SUSPENDED' | 'PENDING_CLOSURE' | 'CLOSED';

export interface Account {
  readonly id: string;
  readonly name: string;
  readonly state: AccountState;
  /** Path of the unit that holds the account; `/` directly under the root. */
  readonly path: string;
  /** Ids of the units from the root down to the one that holds the account; an older cache does not know them. */
  readonly unitIds?: readonly string[] | undefined;
  /** When the account joined, in milliseconds since the epoch. */
  readonly joinedAt: number;
  /** Read only when the policy selects by tags. */
  readonly tags?: Readonly<Record<string, string>>;
}
