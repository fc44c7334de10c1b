import type { Action } from '../reconcile/action.ts';
import type { LensMatch } from '../reconcile/match-lenses.ts';
import type { Notice, Plan } from '../reconcile/plan.ts';
import type { PlannedLens, PlannedScope } from '../reconcile/plan-scope.ts';
import type { Domain } from '../reconcile/scope.ts';
import { rejectionNotice } from './plan-report.ts';

/** What `status --json` prints: the facts of the tables. */
export interface StatusReport {
  readonly domains: readonly {
    readonly accountId: string;
    readonly region: string;
    readonly lenses: readonly LensStatus[];
    readonly workloads: { readonly wanted: number; readonly present: number };
    readonly pending: readonly { readonly kind: Action['kind']; readonly count: number }[];
  }[];
  readonly rejected: readonly { readonly key: string; readonly findings: number }[];
  readonly deadLetters: readonly { readonly queue: string; readonly messages: number }[];
  readonly notices: readonly Notice[];
}

export interface LensStatus {
  readonly key: string;
  readonly name: string | undefined;
  readonly arn: string | undefined;
  readonly version: string | undefined;
  readonly state: 'current' | 'behind' | 'not-published' | 'rejected' | 'left-alone';
  readonly shares: { readonly wanted: number; readonly active: number };
}

const ACTIVE: readonly string[] = ['ASSOCIATED', 'ACCEPTED'];

export function statusReport(
  domain: Domain,
  planned: PlannedScope,
  notices: readonly Notice[],
  deadLetters: StatusReport['deadLetters'],
): StatusReport {
  const { plan } = planned;
  const kinds = Map.groupBy(plan.actions, ({ kind }) => kind);
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
        },
        pending: [...kinds].map(([kind, actions]) => ({ kind, count: actions.length })),
      },
    ],
    rejected: plan.rejections.map(({ key, findings }) => ({ key, findings: findings.length })),
    deadLetters,
    notices: [...notices, ...plan.rejections.map(rejectionNotice)],
  };
}

function lensStatus({ desired, match, observation }: PlannedLens, { plan }: PlannedScope): LensStatus {
  const { key, content, targets } = desired;
  const lens = match.kind === 'ours' || match.kind === 'moved' ? match.lens : undefined;
  const statusOf = new Map(observation.shares.map((share) => [share.sharedWith, share.status]));
  return {
    key,
    name: content.kind === 'valid' ? content.document.name : lens?.name,
    arn: lens?.arn,
    version: lens?.version,
    state: stateOf(key, match, plan),
    shares: {
      wanted: targets.length,
      active: targets.filter(({ id }) => ACTIVE.includes(statusOf.get(id) ?? '')).length,
    },
  };
}

function stateOf(key: string, match: LensMatch, plan: Plan): LensStatus['state'] {
  const noticed = (kind: Notice['kind']) =>
    plan.notices.some((notice) => notice.kind === kind && notice.subject === key);
  const isImported = plan.actions.some((action) => action.kind === 'import-lens' && action.lens === key);
  if (plan.rejections.some((rejection) => rejection.key === key) || noticed('lens-rejected-before')) {
    return 'rejected';
  }
  if (match.kind === 'not-ours' || match.kind === 'name-clash') return 'left-alone';
  if (match.kind === 'new' || match.lens.version === undefined) return 'not-published';
  return isImported || noticed('version-quota') ? 'behind' : 'current';
}
