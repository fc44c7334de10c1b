/** The size of an organization, and of the part that Lenskeeper manages, in one Region. */
export interface Size {
  /** All accounts, including the management account and the hub. */
  readonly accounts: number;
  readonly units: number;
  readonly lenses: number;
  /** Accounts that the policy wants a workload for. */
  readonly workloads: number;
  /** Recipients of each lens: every unit, or one for the organization as a whole. */
  readonly shares: number;
}

/** Quotas of WA Tool that cannot be raised (General Reference); 50 of 1,000 workloads stay free for users. */
const MOST = { workloads: 950, sharesOfLens: 300 };

/** A size in which every account has a workload and every unit has a share, within the quotas. */
export function sizeOf(size: Pick<Size, 'accounts' | 'units' | 'lenses'>): Size {
  return {
    ...size,
    workloads: Math.min(size.accounts, MOST.workloads),
    shares: size.units <= MOST.sharesOfLens ? size.units : 1,
  };
}

const SMALL = sizeOf({ accounts: 100, units: 20, lenses: 5 });
const MEDIUM = sizeOf({ accounts: 1_000, units: 200, lenses: 15 });
const LARGE = sizeOf({ accounts: 10_000, units: 2_000, lenses: 15 });

/** The sizes of the bench; the small and the medium size also occur with one share for the organization. */
export const SIZES: readonly Size[] = [
  SMALL,
  { ...SMALL, shares: 1 },
  MEDIUM,
  { ...MEDIUM, shares: 1 },
  LARGE,
];
