import type { Notice } from '../reconcile/plan.ts';
import type { PlannedLens, PlannedScope } from '../reconcile/plan-scope.ts';
import type { QueueDepth } from '../reconcile/queue-depth.ts';
import type { Domain } from '../reconcile/scope.ts';
import { type LensState, lensState, wantedShares } from './lens-standing.ts';
import type { OrganizationFacts } from './organization-facts.ts';
import { rejectionNotice } from './plan-report.ts';
import { rejectedLenses } from './rejected-lenses.ts';
import { countWork, type WorkCount } from './work-counts.ts';

/** What `status --json` prints: the data of the tables. */
export interface StatusReport {
  readonly domains: readonly {
    readonly accountId: string;
    readonly region: string;
    readonly lenses: readonly LensStatus[];
    readonly workloads: {
      readonly wanted: number;
      readonly present: number;
      /** Workloads that Lenskeeper made for accounts that no rule of the policy matches any more. */
      readonly uncovered: number;
    };
    readonly pending: readonly WorkCount[];
  }[];
  readonly rejected: readonly { readonly key: string; readonly findings: number }[];
  /** The work queues, in processing order. */
  readonly queues: readonly QueueDepth[];
  readonly deadLetters: readonly { readonly queue: string; readonly messages: number }[];
  readonly notices: readonly Notice[];
  /** Absent where it could not be read. */
  readonly organization?: OrganizationFacts;
}

export interface LensStatus {
  readonly key: string;
  readonly name: string | undefined;
  readonly arn: string | undefined;
  readonly version: string | undefined;
  readonly state: LensState;
  readonly shares: { readonly wanted: number; readonly active: number };
}

export function statusReport(
  domain: Domain,
  planned: PlannedScope,
  notices: readonly Notice[],
  seen: Pick<StatusReport, 'queues' | 'deadLetters' | 'organization'>,
): StatusReport {
  const { plan } = planned;
  return {
    domains: [
      {
        accountId: domain.accountId,
        region: domain.region,
        lenses: planned.lenses.map((lens) => lensStatus(lens, planned)),
        workloads: {
          wanted: planned.workloads.length,
          present: planned.workloads.filter(({ desired, candidates }) =>
            candidates.some(({ account }) => account === desired.account),
          ).length,
          uncovered: planned.uncovered.length,
        },
        pending: countWork(plan.actions),
      },
    ],
    rejected: rejectedLenses(plan).map(({ key, findings }) => ({ key, findings: findings.length })),
    ...seen,
    notices: [...notices, ...plan.rejections.map(rejectionNotice)],
  };
}

function lensStatus(planned: PlannedLens, { plan }: PlannedScope): LensStatus {
  const { desired, match } = planned;
  const { key, content } = desired;
  const lens = match.kind === 'ours' || match.kind === 'moved' ? match.lens : undefined;
  return {
    key,
    name: content.kind === 'valid' ? content.document.name : lens?.name,
    arn: lens?.arn,
    version: lens?.version,
    state: lensState(planned, plan),
    shares: wantedShares(planned),
  };
}
