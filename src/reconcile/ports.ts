import type { Account, Organization } from '../organization/organization.ts';
import type { UnitNode } from '../organization/unit-path.ts';
import type { UnitWalk } from '../organization/unit-walk.ts';
import type { DeclaredMode } from '../policy/declared-mode.ts';
import type { Policy } from '../policy/policy.ts';
import type { ShareTarget } from '../policy/share-targets.ts';
import type { WorkloadInput } from '../policy/workload.ts';
import type { LensTags } from './action.ts';
import type { Outcome } from './outcome.ts';
import type { Notice, Rejection } from './plan.ts';
import type { WorkMessage } from './scope.ts';

/**
 * The interfaces through which reconciling reads and writes. Each port is bound to one invocation: its domain, its run (for
 * request tokens) and its deadline. Every method throws only the errors of `errors.ts`.
 */
export interface Ports {
  readonly lensTool: LensTool;
  readonly workloadTool: WorkloadTool;
  readonly organization: OrganizationPort;
  readonly bucket: Bucket;
  readonly announce: (announcements: readonly Announcement[]) => Promise<void>;
}

/** A custom lens of this account as ListLenses returns it. */
export interface LensSummary {
  readonly arn: string;
  readonly name: string;
}

export interface LensDetail {
  readonly arn: string;
  readonly name: string;
  /** The newest published version; undefined for a lens that has only a draft. */
  readonly version: string | undefined;
  readonly tags: Readonly<Partial<LensTags>>;
}

/** Statuses of `ListLensShares` (API model). */
export type ShareStatus =
  | 'ACCEPTED'
  | 'REJECTED'
  | 'PENDING'
  | 'REVOKED'
  | 'EXPIRED'
  | 'ASSOCIATING'
  | 'ASSOCIATED'
  | 'FAILED';

export interface ObservedShare {
  /** Account id, OU id, organization id or user ARN; ARNs of units and organizations are reduced to their id. */
  readonly sharedWith: string;
  readonly status: ShareStatus;
  readonly statusMessage: string | undefined;
}

export interface LensTool {
  /** Custom lenses that this account owns, all pages. */
  listLenses(status: 'DRAFT' | 'PUBLISHED'): Promise<readonly LensSummary[]>;
  /** Undefined when there is no such lens. */
  getLens(arn: string): Promise<LensDetail | undefined>;
  /** Whether the lens has a published version of this name. */
  hasVersion(arn: string, version: string): Promise<boolean>;
  /** The published content as lens JSON. */
  exportLens(arn: string): Promise<string>;
  /** `isComplete` is false if WA Tool did not report completion: the draft list then shows it. */
  importLens(request: {
    readonly arn: string | undefined;
    readonly text: string;
    readonly tags: LensTags | undefined;
  }): Promise<{ readonly arn: string; readonly isComplete: boolean }>;
  createLensVersion(arn: string, version: string, isMajor: boolean): Promise<void>;
  tagLens(arn: string, tags: LensTags): Promise<void>;
  /** @param sharedWith prefix of the recipient's id; absent: all shares */
  listLensShares(arn: string, sharedWith?: string): Promise<readonly ObservedShare[]>;
  createLensShare(arn: string, target: ShareTarget): Promise<void>;
}

export interface WorkloadSummary {
  readonly id: string;
  readonly name: string;
  readonly owner: string;
  /** Milliseconds since the epoch. */
  readonly updatedAt: number;
  readonly lenses: readonly string[];
  /** Number of questions in all its reviews, by risk. */
  readonly risks?: RiskCounts;
}

/** Number of questions in a review, by risk; the keys of `RiskCounts` in WA Tool (API model, `Risk`). */
export interface RiskCounts {
  readonly high: number;
  readonly medium: number;
  readonly none: number;
  readonly unanswered: number;
  readonly notApplicable: number;
}

/** A lens on a workload as ListLensReviews returns it. */
export interface LensReviewSummary {
  readonly arn: string;
  readonly name: string;
  /** The version of the lens that the review uses. */
  readonly version: string;
  /** `CURRENT`, `NOT_CURRENT`, `DEPRECATED`, `DELETED` or `UNSHARED` (API model, `LensStatus`). */
  readonly status: string;
  /** Milliseconds since the epoch. */
  readonly updatedAt: number;
  readonly risks: RiskCounts;
}

export interface PillarReview {
  readonly id: string;
  readonly name: string;
  readonly risks: RiskCounts;
}

interface WorkloadDetail {
  readonly id: string;
  readonly name: string;
  readonly lenses: readonly string[];
  readonly updatedAt: number;
  /**
   * The account that Lenskeeper created it for (tag `lenskeeper:account`); undefined for a workload that it does not
   * manage.
   */
  readonly account: string | undefined;
  readonly fields: Partial<WorkloadInput>;
}

export interface WorkloadTool {
  /** Workloads in the domain whose name begins with the prefix, all pages. */
  listWorkloads(namePrefix?: string): Promise<readonly WorkloadSummary[]>;
  getWorkload(id: string): Promise<WorkloadDetail | undefined>;
  /** Returns the id of the new workload. */
  createWorkload(account: string, workload: WorkloadInput, lenses: readonly string[]): Promise<string>;
  updateWorkload(id: string, changes: Partial<WorkloadInput>): Promise<void>;
  associateLenses(id: string, lenses: readonly string[]): Promise<void>;
}

/** Reads that only reports need. */
export interface ReviewTool {
  /** The reviews of a workload, all pages; undefined when there is no such workload. */
  listLensReviews(id: string): Promise<readonly LensReviewSummary[] | undefined>;
  /** The risks of one review by pillar; undefined if the workload was deleted or no longer has the lens. */
  listPillars(id: string, lens: string): Promise<readonly PillarReview[] | undefined>;
}

/** `found`: the unit, with the ancestors that the given organization does not contain. */
export type UnitReading =
  | { readonly kind: 'found'; readonly units: readonly UnitNode[] }
  | { readonly kind: 'gone' };

/** `stale`: the account is in a unit that the given organization does not contain. */
export type AccountReading =
  | { readonly kind: 'found'; readonly account: Account }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'stale'; readonly unitId: string };

export interface OrganizationPort {
  /**
   * Reads the current tree of units: ListRoots and one walk, which resumes where `walk` ended and extends it.
   *
   * @param onRead called after each list; an error that it throws ends the walk
   */
  readUnits(walk: UnitWalk, onRead?: () => Promise<void>): Promise<Organization>;
  /**
   * @param organization may still be pending
   * @param onListed called after each page with the number of accounts listed so far
   */
  listAccounts(
    organization: Organization | Promise<Organization>,
    onListed?: (accounts: number) => void,
  ): Promise<readonly Account[]>;
  describeAccount(id: string, organization: Organization): Promise<AccountReading>;
  describeUnit(id: string, organization: Organization): Promise<UnitReading>;
  /** The accounts directly in these units, all pages. */
  listAccountsIn(unitIds: readonly string[], organization: Organization): Promise<readonly Account[]>;
  /** Undefined: the account is not, or no longer, in the organization. */
  listTags(accountId: string): Promise<Readonly<Record<string, string>> | undefined>;
}

export interface PastRejection extends Pick<Rejection, 'by' | 'digest'> {
  /** The name of this lens belonged to another key. */
  readonly isNameClash?: boolean;
  /** The rule and the message of each finding; absent: unknown. */
  readonly findings?: readonly Pick<Rejection['findings'][number], 'rule' | 'message'>[];
}

/** An object under `lenses/`. */
export interface LensSource {
  readonly key: string;
  readonly versionId: string;
  readonly bytes: Uint8Array;
  /** Content of `NAME.lenskeeper.yaml` in the same folder, if it exists. */
  readonly sidecar?: Uint8Array;
}

/** The newest policy file, and its last valid version if the newest one does not apply. */
export type PolicyState =
  | { readonly kind: 'in-force'; readonly policy: Policy }
  /** The bucket has never had a policy file. */
  | { readonly kind: 'missing' }
  | {
      readonly kind: 'deleted';
      /** The `mode` of the version that was deleted, if it was invalid. */
      readonly mode: DeclaredMode | undefined;
      readonly last: Policy | undefined;
    }
  | {
      readonly kind: 'invalid';
      /** Each error with file, line and column. */
      readonly problems: readonly string[];
      readonly mode: DeclaredMode;
      readonly last: Policy | undefined;
    };

export interface Bucket {
  readPolicy(): Promise<PolicyState>;
  /** The keys of all lens sources, sorted. */
  listLensKeys(): Promise<readonly string[]>;
  /** The current version of every lens source, sorted by key. */
  readSources(): Promise<readonly LensSource[]>;
  /** The content of `reports/<key>.json`: the last rejection under this key. */
  readRejection(key: string): Promise<PastRejection | undefined>;
  writeRejection(rejection: Rejection): Promise<void>;
  clearRejection(key: string): Promise<void>;
  keepDrift(key: string, version: string, exported: string): Promise<void>;
  /** Reads a cache under `state/`; undefined if it is missing. */
  readState(name: string): Promise<string | undefined>;
  writeState(name: string, text: string): Promise<void>;
  /** Writes a cache that only saves reads: if it cannot be written, nothing is lost and nothing fails. */
  writeCache(name: string, text: string): Promise<void>;
  /**
   * Changes a cache atomically: if another writer changed it in the meantime, the new text is read and
   * `change` is called again. If it cannot be written, nothing fails.
   *
   * @param change receives the current text (undefined: there is none) and returns the new one (undefined: no change)
   * @returns whether the stored text is the last result of `change`
   * @throws {NotReadyError} when other writers changed it first at every attempt
   */
  changeCache(name: string, change: (text: string | undefined) => string | undefined): Promise<boolean>;
  writeReport(name: string, text: string): Promise<void>;
  /** The last written version of a report; undefined if there is none. */
  readReport(name: string): Promise<string | undefined>;
}

/** Events of `source: lenskeeper`, which people can connect to mail or chat. */
export type Announcement =
  | { readonly kind: 'outcome'; readonly run: string; readonly outcome: Outcome }
  | { readonly kind: 'rejection'; readonly run: string; readonly rejection: Rejection }
  | { readonly kind: 'notice'; readonly run: string; readonly notice: Notice };

/** `work.fifo`. */
export interface WorkQueue {
  send(messages: readonly WorkMessage[]): Promise<void>;
}

/** The queue `later`. */
export interface LaterQueue {
  /** @param delaySeconds at most 900 */
  send(message: WorkMessage, delaySeconds: number): Promise<void>;
}

/** The lease that `apply --direct` holds. */
export interface LeaseView {
  /** The current holder; undefined if the lease is free. */
  heldBy(): Promise<string | undefined>;
}
