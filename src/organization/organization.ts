/** An organizational unit with its place in the tree. */
export interface Unit {
  readonly id: string;
  readonly name: string;
  /** Id of the parent unit, or of the root. */
  readonly parentId: string;
  /** Names from the root down, such as `/Production/Payments`. */
  readonly path: string;
}

/** A separate reading of one unit, after the walk of the whole tree began. */
export interface UnitChange {
  readonly id: string;
  /** When it was read, in milliseconds since the epoch. */
  readonly at: number;
  /** Absent: the unit was deleted. */
  readonly unit?: { readonly name: string; readonly parentId: string } | undefined;
}

/** The tree of units, which seldom changes; the snapshot in `state/` contains it. */
export interface Organization {
  readonly id: string;
  readonly rootId: string;
  readonly managementAccountId: string;
  readonly units: readonly Unit[];
  /** When the walk of the tree began, in milliseconds since the epoch. */
  readonly readAt: number;
  /** Separate readings of units since then, already included in `units`. Absent: none. */
  readonly changes?: readonly UnitChange[];
}

/** Values of `Account.State` in Organizations, which replaced `Status` on 2026-09-09 (API model). */
export type AccountState = 'PENDING_ACTIVATION' | 'ACTIVE' | 'SUSPENDED' | 'PENDING_CLOSURE' | 'CLOSED';

export interface Account {
  readonly id: string;
  readonly name: string;
  readonly state: AccountState;
  /** Path of the unit that contains the account; `/` directly under the root. */
  readonly path: string;
  /** Ids of the units from the root down to the one that contains the account; absent in older caches. */
  readonly unitIds?: readonly string[] | undefined;
  /** When the account joined, in milliseconds since the epoch. */
  readonly joinedAt: number;
  /** Read only if the policy selects by tags. */
  readonly tags?: Readonly<Record<string, string>>;
}
