/** What the views show of a domain: what there is and what is wanted. */
export interface Overview {
  /** Such as `Account 777788889999 in eu-west-1`. */
  readonly domain: string;
  readonly lenses: readonly LensRow[];
  /** The root of the organization. */
  readonly root: UnitNode;
  /** When its units were read, in ISO 8601: told where that may be long ago. */
  readonly unitsReadAt?: string;
  readonly rejected: readonly RejectedLens[];
  readonly queues: readonly QueueRow[];
  /** Lenses or workloads that are not as wanted yet, when that is known. */
  readonly pending: readonly { readonly what: string; readonly count: number }[];
  readonly notices: readonly string[];
}

export interface LensRow {
  readonly key: string;
  readonly name: string;
  /** Undefined: nothing is published. */
  readonly version: string | undefined;
  readonly state: 'current' | 'behind' | 'not-published' | 'rejected' | 'left-alone' | 'unreadable';
  /** Told where there is more than one. */
  readonly region?: string;
  /** Ids of the units that have it, and how far that is. */
  readonly shares: ReadonlyMap<string, string>;
  readonly sharesInForce: number;
  /** How many shares there should be. */
  readonly wantedShares: number;
}

/** An organizational unit; the root has shares of no lens. */
export interface UnitNode {
  readonly id: string;
  readonly name: string;
  readonly units: readonly UnitNode[];
  readonly accounts: readonly AccountRow[];
}

export interface AccountRow {
  readonly id: string;
  readonly name: string;
  /** As Organizations calls it: `ACTIVE`, `SUSPENDED`, … */
  readonly state: string;
  readonly workload: WorkloadRow | undefined;
  /** Why there is no workload, where that is not as it should be. */
  readonly note?: string;
}

export interface WorkloadRow {
  readonly name: string;
  /** Names of its lenses. */
  readonly lenses: readonly string[];
  /** Questions by risk, such as `UNANSWERED`. */
  readonly risks: Readonly<Record<string, number>>;
}

export interface RejectedLens {
  readonly key: string;
  readonly findings: readonly string[];
}

export interface QueueRow {
  readonly name: string;
  readonly isDeadLetters: boolean;
  readonly visible: number;
  readonly inFlight: number;
  readonly delayed: number;
}

/** Every unit below one, itself left out. */
export function unitsBelow({ units }: UnitNode): readonly UnitNode[] {
  return units.flatMap((unit) => [unit, ...unitsBelow(unit)]);
}

export function accountsBelow(unit: UnitNode): readonly AccountRow[] {
  return [...unit.accounts, ...unit.units.flatMap(accountsBelow)];
}

/** How far a share is in force: `ASSOCIATED` for units, `ACCEPTED` for accounts. */
export function isInForce(status: string | undefined): boolean {
  return status === 'ASSOCIATED' || status === 'ACCEPTED';
}
