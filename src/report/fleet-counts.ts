import type { LensState } from './lens-standing.ts';

/** How many of the wanted items exist. */
export interface Tally {
  readonly reached: number;
  readonly wanted: number;
}

/** The main numbers of a fleet, as status, report and console show them. */
export interface FleetCounts {
  /** Lenses of the bucket, and those whose content is published. */
  readonly lenses: Tally;
  /** Shares that the policy asks for, of all lenses of the bucket, and those that are active. */
  readonly shares: Tally;
  /** Workloads that the policy asks for, and those that Lenskeeper made. */
  readonly workloads: Tally;
  readonly rejected: number;
}

export function countFleet({
  lenses,
  workloads,
  rejected,
}: {
  readonly lenses: readonly {
    readonly state: LensState;
    readonly shares: { readonly wanted: number; readonly active: number };
  }[];
  readonly workloads: Tally;
  readonly rejected: readonly unknown[];
}): FleetCounts {
  return {
    lenses: { reached: lenses.filter(({ state }) => state === 'current').length, wanted: lenses.length },
    shares: {
      reached: lenses.reduce((sum, { shares }) => sum + shares.active, 0),
      wanted: lenses.reduce((sum, { shares }) => sum + shares.wanted, 0),
    },
    workloads,
    rejected: rejected.length,
  };
}
