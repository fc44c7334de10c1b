import type { WorkloadTemplate } from './workload.ts';

/**
 * `lenskeeper.yaml` as parsed data: every default is filled in, every date is a number. The written form of the file is in
 * `policy-schema.ts`.
 */
export interface Policy {
  readonly version: 1;
  /** `report`: plan and report, write nothing to WA Tool. */
  readonly mode: 'apply' | 'report';
  readonly regions: readonly [string];
  readonly publish: PublishPolicy;
  readonly share: SharePolicy;
  readonly lenses: readonly LensRule[];
  readonly workloads: readonly WorkloadRule[];
  /** How long an account directly under the root waits to be moved to its unit, in milliseconds. */
  readonly settleMs: number;
  /** A run that exceeds these numbers is planned, announced, and waits for `apply`. */
  /** Part of the published request rates of AWS Organizations that may be used, at most a half. */
  readonly pacing: { readonly organizations: number };
  readonly guard: { readonly creates: number; readonly majorPublishes: number };
  readonly prune: false;
}

/** A list contains accounts, the organization, ARNs of IAM users, and units in the forms of `AccountMatch.ou`. */
export type ShareWith = 'every-ou' | 'top-level-ous' | 'organization' | readonly string[];

export interface SharePolicy {
  readonly with: ShareWith;
  /** What to do if the recipients exceed the quota of 300 shares per lens. */
  readonly overQuota: 'fail' | 'organization';
}

/** `manual`: the sidecar `NAME.lenskeeper.yaml` specifies the next version and whether it is major. */
export interface PublishPolicy {
  readonly version: 'auto' | 'manual';
}

/** Exceptions for the lenses whose key matches; values that are absent here come from the top level of the policy. */
export interface LensRule {
  readonly match: readonly string[];
  readonly share: Partial<SharePolicy>;
  readonly publish: Partial<PublishPolicy>;
}

/** The accounts of a rule: all members that are present must match; of a list, one item is enough. */
export interface AccountMatch {
  /** Paths, path globs and ids of units; `ou-ab12-cdefgh34/**` is the unit and everything below. */
  readonly ou?: readonly string[];
  readonly tags?: Readonly<Record<string, string>>;
  readonly ids?: readonly string[];
  /** Globs over account names. */
  readonly names?: readonly string[];
}

export type WorkloadRule =
  | { readonly kind: 'skip'; readonly match: AccountMatch }
  | {
      readonly kind: 'workload';
      readonly match: AccountMatch;
      /**
       * Accounts that joined before this time get no workload (milliseconds since the epoch); undefined: all accounts get
       * one.
       */
      readonly joinedAfter: number | undefined;
      readonly in: 'hub';
      readonly region: string;
      readonly template: WorkloadTemplate;
      /** Members of the template that the file names: the others are defaults. */
      readonly explicit: ReadonlySet<keyof WorkloadTemplate>;
      readonly upgrade: { readonly major: 'off' };
      readonly onAccountClosed: 'keep';
    };
