import type { Account } from '../../organization/organization.ts';
import type { Policy, WorkloadRule } from '../../policy/policy.ts';
import type { FleetFacts } from '../../reconcile/fleet-facts.ts';
import { missingLenses } from '../../reconcile/missing-lenses.ts';
import type { ReviewMemory } from '../../reconcile/review-memory.ts';
import type { FleetAccount, ReviewedLens, ReviewState } from './fleet-report.ts';

type PlannedWorkload = FleetFacts['planned']['workloads'][number];

/** Every account with the workload that the policy asks for, sorted by unit and name. */
export function accountFacts(
  { planned, reads, reviews, policy }: FleetFacts,
  reviewed: readonly ReviewedLens[],
): readonly FleetAccount[] {
  const workloads = new Map(planned.workloads.map((workload) => [workload.desired.account, workload]));
  const waiting = new Set(planned.plan.waits.flatMap(({ subject, lens }) => (lens ? [] : [subject])));
  const uncovered = new Map(planned.uncovered.map(({ account, workloadId }) => [account, workloadId]));
  return reads.accounts
    .map((account) => {
      const workload = workloads.get(account.id);
      if (workload === undefined) {
        return withoutWorkload(account, { waiting, uncovered, reviewed });
      }
      return withWorkload(account, workload, { policy, memory: reviews.memory, reviewed });
    })
    .sort((left, right) => compareText(left.path, right.path) || compareText(left.name, right.name));
}

function withoutWorkload(
  { id, name, state, path }: Account,
  {
    waiting,
    uncovered,
    reviewed,
  }: {
    readonly waiting: ReadonlySet<string>;
    readonly uncovered: ReadonlyMap<string, string>;
    readonly reviewed: readonly ReviewedLens[];
  },
): FleetAccount {
  return {
    ...{ id, name, state, path },
    template: undefined,
    workload: uncovered.has(id) ? 'uncovered' : waiting.has(id) ? 'waiting' : 'not-asked',
    workloadId: uncovered.get(id),
    risks: undefined,
    reviews: '-'.repeat(reviewed.length),
  };
}

function withWorkload(
  { id, name, state, path }: Account,
  { desired, candidates }: PlannedWorkload,
  {
    policy,
    memory,
    reviewed,
  }: { readonly policy: Policy; readonly memory: ReviewMemory; readonly reviewed: readonly ReviewedLens[] },
): FleetAccount {
  const own = candidates.find(({ account }) => account === desired.account)?.summary;
  const associated = own?.lenses ?? [];
  const missing = new Set(missingLenses(desired.lenses, associated));
  const known = own === undefined ? undefined : memory.workloads[own.id];
  const reviewOf = new Map(known?.reviews.map((review) => [review.arn, review]));
  return {
    ...{ id, name, state, path },
    template: policy.workloads.findIndex(
      (rule) => rule.kind === 'workload' && rule.explicit === desired.governed,
    ),
    workload: own ? 'present' : candidates.length > 0 ? 'not-ours' : 'missing',
    workloadId: own?.id,
    risks: own?.risks,
    reviews: reviewed
      .map((lens): ReviewState => {
        const review = reviewOf.get(lens.arn);
        const isNamed = (alias: string) => alias === lens.arn || lens.arn.endsWith(`::aws:lens/${alias}`);
        if (associated.some(isNamed)) {
          return review === undefined ? 'u' : isBehind(review, lens.version) ? 'b' : 'c';
        }
        return [...missing].some(isNamed) ? 'm' : '-';
      })
      .join(''),
  };
}

/**
 * A workload gets minor versions automatically, and major versions when its owner upgrades the review (User Guide,
 * "Updating a custom lens"). The status that WA Tool reported may be older than the newest version, so the first numbers
 * are compared too. For versions that are not numbers only the status counts.
 *
 * @param published the newest version, if it is known
 */
function isBehind(
  { status, version }: { readonly status: string; readonly version: string },
  published = '',
): boolean {
  const [reviewed, newest] = [version, published].map((text) => /^(\d+)\./.exec(text)?.[1]);
  return status === 'NOT_CURRENT' || (reviewed !== undefined && newest !== undefined && reviewed !== newest);
}

/** A rule in words: which accounts it matches. */
export function ruleText(rule: WorkloadRule, index: number): string {
  const { ou, tags, ids, names } = rule.match;
  const parts = [
    ...(ou ?? []),
    ...Object.entries(tags ?? {}).map(([key, value]) => `${key}=${value}`),
    ...(names ?? []),
    ...(ids ?? []),
  ];
  const shown = parts.slice(0, 3).join(', ') || 'every account';
  return `${index + 1}: ${shown}${parts.length > 3 ? ` and ${parts.length - 3} more` : ''}`;
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
