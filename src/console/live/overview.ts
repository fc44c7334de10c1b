import type { Tally } from '../../report/fleet-counts.ts';
import { isActive, type LensState } from '../../report/lens-standing.ts';

/** The data of the views: the observed and desired state of a domain. */
export interface Overview {
  /** Such as `Account 777788889999 in eu-west-1`. */
  readonly domain: string;
  readonly lenses: readonly LensRow[];
  /** Workloads that the policy asks for, and those that are present. */
  readonly workloads: Tally;
  /** The root of the organization. */
  readonly root: UnitNode;
  /** When the units were read (ISO 8601); absent where they are always current. */
  readonly unitsReadAt?: string;
  readonly rejected: readonly RejectedLens[];
  readonly queues: readonly QueueRow[];
  /** Work to do, as a plan counts it; empty where no plan was made. */
  readonly pending: readonly { readonly kind: string; readonly count: number }[];
  /** The next run of the schedule, in milliseconds since the epoch, if it is known. */
  readonly nextScheduleAt?: number | undefined;
  readonly notices: readonly string[];
}

export interface LensRow {
  readonly key: string;
  readonly name: string;
  /** Undefined: no version is published. */
  readonly version: string | undefined;
  readonly state: LensState;
  /** Present if there is more than one Region. */
  readonly region?: string;
  /** The status of each share by the recipient's id; `MISSING` where the policy asks for a share that does not exist. */
  readonly recipients: ReadonlyMap<string, string>;
  /** Shares that the policy asks for. */
  readonly shares: { readonly wanted: number; readonly active: number };
}

/** An organizational unit. The root has no shares. */
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
  /** Why there is no workload, if there should be one. */
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

/** Every unit below a unit, without the unit itself. */
export function unitsBelow({ units }: UnitNode): readonly UnitNode[] {
  return units.flatMap((unit) => [unit, ...unitsBelow(unit)]);
}

export function accountsBelow(unit: UnitNode): readonly AccountRow[] {
  return [...unit.accounts, ...unit.units.flatMap(accountsBelow)];
}

/** The status of a share that the policy asks for and that does not exist. */
export const MISSING = 'MISSING';

/** The colour of a share's status. */
export type ShareTone = 'good' | 'busy' | 'bad' | 'none';

/** @param status of a share; undefined: there is no share and none is wanted */
export function shareTone(status: string | undefined): ShareTone {
  if (status === undefined) return 'none';
  if (isActive(status)) return 'good';
  return status === 'ASSOCIATING' || status === 'PENDING' ? 'busy' : 'bad';
}
