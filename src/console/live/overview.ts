import type { Tally } from '../../report/fleet-counts.ts';
import { isActive, type LensState } from '../../report/lens-standing.ts';

/** What the views show of a domain: what there is and what is wanted. */
export interface Overview {
  /** Such as `Account 777788889999 in eu-west-1`. */
  readonly domain: string;
  readonly lenses: readonly LensRow[];
  /** Workloads that the policy asks for, and those that are there. */
  readonly workloads: Tally;
  /** The root of the organization. */
  readonly root: UnitNode;
  /** When its units were read, in ISO 8601: told where that may be long ago. */
  readonly unitsReadAt?: string;
  readonly rejected: readonly RejectedLens[];
  readonly queues: readonly QueueRow[];
  /** Work to do, as a plan counts it; empty where no plan was made. */
  readonly pending: readonly { readonly kind: string; readonly count: number }[];
  /** When the schedule runs next, in milliseconds since the epoch, where that is known. */
  readonly nextScheduleAt?: number | undefined;
  readonly notices: readonly string[];
}

export interface LensRow {
  readonly key: string;
  readonly name: string;
  /** Undefined: nothing is published. */
  readonly version: string | undefined;
  readonly state: LensState;
  /** Told where there is more than one. */
  readonly region?: string;
  /** By the id of the recipient: the status of its share, `MISSING` where the policy asks for one and there is none. */
  readonly recipients: ReadonlyMap<string, string>;
  /** Shares that the policy asks for. */
  readonly shares: { readonly wanted: number; readonly active: number };
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

/** A share that the policy asks for and that is not there. */
export const MISSING = 'MISSING';

/** How a recipient has a lens. */
export type ShareTone = 'good' | 'busy' | 'bad' | 'none';

/** @param status of a share; undefined: there is none, and nobody asks for one */
export function shareTone(status: string | undefined): ShareTone {
  if (status === undefined) return 'none';
  if (isActive(status)) return 'good';
  return status === 'ASSOCIATING' || status === 'PENDING' ? 'busy' : 'bad';
}
