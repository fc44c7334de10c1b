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
 * What reconciling needs of the world. Each port is bound to one invocation: its domain, its run (for request tokens)
 * and its deadline. Every method throws only the errors of `errors.ts`.
 */
export interface Ports {
  readonly lensTool: LensTool;
  readonly workloadTool: WorkloadTool;
  readonly organization: OrganizationPort;
  readonly bucket: Bucket;
  readonly announce: (announcements: readonly Announcement[]) => Promise<void>;
}

/** A custom lens of this account as ListLenses shows it. */
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
  /** Has the lens a published version of this name? */
  hasVersion(arn: string, version: string): Promise<boolean>;
  /** The published content as lens JSON. */
  exportLens(arn: string): Promise<string>;
  /** `isComplete` is false when WA Tool did not say so: then the draft list tells. */
  importLens(request: {
    readonly arn: string | undefined;
    readonly text: string;
    readonly tags: LensTags | undefined;
  }): Promise<{ readonly arn: string; readonly isComplete: boolean }>;
  createLensVersion(arn: string, version: string, isMajor: boolean): Promise<void>;
  tagLens(arn: string, tags: LensTags): Promise<void>;
  /** @param sharedWith absent: all shares; else those whose recipient's id begins so */
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
  /** Questions of all its reviews by risk. */
  readonly risks?: RiskCounts;
}

/** Questions of a review by what its answers mean; the keys of `RiskCounts` in WA Tool (API model, `Risk`). */
export interface RiskCounts {
  readonly high: number;
  readonly medium: number;
  readonly none: number;
  readonly unanswered: number;
  readonly notApplicable: number;
}

/** A lens on a workload as ListLensReviews shows it. */
export interface LensReviewSummary {
  readonly arn: string;
  readonly name: string;
  /** The version that the workload is reviewed by. */
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
  /** The account that Lenskeeper made it for (tag `lenskeeper:account`); undefined for a workload that is not ours. */
  readonly account: string | undefined;
  readonly fields: Partial<WorkloadInput>;
}

export interface WorkloadTool {
  /** Workloads in the domain whose name begins so, all pages. */
  listWorkloads(namePrefix?: string): Promise<readonly WorkloadSummary[]>;
  getWorkload(id: string): Promise<WorkloadDetail | undefined>;
  /** Answers the new workload's id. */
  createWorkload(account: string, workload: WorkloadInput, lenses: readonly string[]): Promise<string>;
  updateWorkload(id: string, changes: Partial<WorkloadInput>): Promise<void>;
  associateLenses(id: string, lenses: readonly string[]): Promise<void>;
}

/** What only reports read of workloads. */
export interface ReviewTool {
  /** The reviews of a workload, all pages; undefined when there is no such workload. */
  listLensReviews(id: string): Promise<readonly LensReviewSummary[] | undefined>;
  /** The risks of one review by pillar; undefined when the workload or the lens on it is gone. */
  listPillars(id: string, lens: string): Promise<readonly PillarReview[] | undefined>;
}

/** `found`: the unit, and those above it that the given organization does not know. */
export type UnitReading =
  | { readonly kind: 'found'; readonly units: readonly UnitNode[] }
  | { readonly kind: 'gone' };

/** `stale`: the account lies in a unit that the given organization does not know. */
export type AccountReading =
  | { readonly kind: 'found'; readonly account: Account }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'stale'; readonly unitId: string };

export interface OrganizationPort {
  /**
   * The tree of units as read now: ListRoots and one walk, taken up where `walk` ends; it grows with what is read.
   *
   * @param onRead called after each list; what it throws ends the walk
   */
  readUnits(walk: UnitWalk, onRead?: () => Promise<void>): Promise<Organization>;
  /**
   * @param organization may still be on its way
   * @param onListed told after each page how many were listed
   */
  listAccounts(
    organization: Organization | Promise<Organization>,
    onListed?: (accounts: number) => void,
  ): Promise<readonly Account[]>;
  describeAccount(id: string, organization: Organization): Promise<AccountReading>;
  describeUnit(id: string, organization: Organization): Promise<UnitReading>;
  /** The accounts directly in these units, all pages. */
  listAccountsIn(unitIds: readonly string[], organization: Organization): Promise<readonly Account[]>;
  /** Undefined: the account is not in the organization (any more). */
  listTags(accountId: string): Promise<Readonly<Record<string, string>> | undefined>;
}

export interface PastRejection extends Pick<Rejection, 'by' | 'digest'> {
  /** Another key had the name of this lens. */
  readonly isNameClash?: boolean;
}

/** An object under `lenses/`. */
export interface LensSource {
  readonly key: string;
  readonly versionId: string;
  readonly bytes: Uint8Array;
  /** Content of `NAME.lenskeeper.yaml` beside it, where there is one. */
  readonly sidecar?: Uint8Array;
}

/** The newest policy file, and the last valid version of it where the newest is not in force. */
export type PolicyState =
  | { readonly kind: 'in-force'; readonly policy: Policy }
  /** There never was a policy file. */
  | { readonly kind: 'missing' }
  | { readonly kind: 'deleted'; readonly last: Policy | undefined }
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
  /** Every lens source as it is now, sorted by key. */
  readSources(): Promise<readonly LensSource[]>;
  /** What `reports/<key>.json` says of the content that was rejected last under this key. */
  readRejection(key: string): Promise<PastRejection | undefined>;
  writeRejection(rejection: Rejection): Promise<void>;
  clearRejection(key: string): Promise<void>;
  keepDrift(key: string, version: string, exported: string): Promise<void>;
  /** Caches under `state/`: missing, broken and old ones read as undefined. */
  readState(name: string): Promise<string | undefined>;
  writeState(name: string, text: string): Promise<void>;
  /** The same for what only saves reads: where it cannot be written nothing is lost, and nothing fails. */
  writeCache(name: string, text: string): Promise<void>;
  /**
   * Changes such a text as if nobody else wrote it at the same time: what another one wrote meanwhile is read, and
   * `change` is asked again. Where it cannot be written nothing fails.
   *
   * @param change of the text as it is (undefined: there is none); its answer undefined: leave it
   * @returns whether the text is as `change` answered last
   * @throws {NotReadyError} when others were faster every time
   */
  changeCache(name: string, change: (text: string | undefined) => string | undefined): Promise<boolean>;
  writeReport(name: string, text: string): Promise<void>;
  /** A report as it was written last; undefined when there is none. */
  readReport(name: string): Promise<string | undefined>;
}

/** What people can hook mail or chat to: events of `source: lenskeeper`. */
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
  /** Who holds it now, if anybody does. */
  heldBy(): Promise<string | undefined>;
}
