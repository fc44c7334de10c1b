import type { WorkloadTemplate } from './workload.ts';

/**
 * `lenskeeper.yaml` as parsed data: every default is filled in, every date is a number. How the file is written is in
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
  /** How long an account directly under the root waits for its unit, in milliseconds. */
  readonly settleMs: number;
  /** A run that wants more than so many is planned, announced, and waits for `apply`. */
  /** Part of the published request rates of AWS Organizations that may be used, at most a half. */
  readonly pacing: { readonly organizations: number };
  readonly guard: { readonly creates: number; readonly majorPublishes: number };
  readonly prune: false;
}

/** A list holds accounts, the organization, ARNs of IAM users, and units in the forms of `AccountMatch.ou`. */
export type ShareWith = 'every-ou' | 'top-level-ous' | 'organization' | readonly string[];

export interface SharePolicy {
  readonly with: ShareWith;
  /** What to do when the recipients do not fit the quota of 300 shares per lens. */
  readonly overQuota: 'fail' | 'organization';
}

/** `manual`: the sidecar `NAME.lenskeeper.yaml` says which version comes next and whether it is major. */
export interface PublishPolicy {
  readonly version: 'auto' | 'manual';
}

/** What differs for the lenses whose key matches; what is not said here comes from the policy as a whole. */
export interface LensRule {
  readonly match: readonly string[];
  readonly share: Partial<SharePolicy>;
  readonly publish: Partial<PublishPolicy>;
}

/** Which accounts a rule is about: everything that is named must match, of a list one is enough. */
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
      /** Accounts that joined before this instant get nothing (milliseconds since the epoch); undefined: all get one. */
      readonly joinedAfter: number | undefined;
      readonly in: 'hub';
      readonly region: string;
      readonly template: WorkloadTemplate;
      /** Members of the template that the file names: the others are defaults. */
      readonly explicit: ReadonlySet<keyof WorkloadTemplate>;
      readonly upgrade: { readonly major: 'off' };
      readonly onAccountClosed: 'keep';
    };
