import { subjectOf } from '../reconcile/action.ts';
import type { PlannedLens, PlannedScope } from '../reconcile/plan-scope.ts';

/** Facts that are shown with the actions of a plan. */
export interface PlanFacts {
  /** The lenses that the actions change. */
  readonly lenses: readonly LensFacts[];
  /** Lenses and workloads that are up to date. */
  readonly unchanged: { readonly lenses: readonly string[]; readonly workloads: number };
  /** The units that lenses are newly shared with, sorted by path. */
  readonly units: readonly { readonly id: string; readonly path: string }[];
}

export interface LensFacts {
  readonly key: string;
  readonly name?: string | undefined;
  /** The published version; absent where none is published. */
  readonly version?: string | undefined;
  /** The current number of shares. */
  readonly shares: number;
  /** Workloads of the policy that use this lens now, and their review owners. */
  readonly workloads: number;
  readonly reviewOwners: readonly string[];
}

export const NO_FACTS: PlanFacts = { lenses: [], unchanged: { lenses: [], workloads: 0 }, units: [] };

/** Derives the facts from the observations of the plan. */
export function planFacts({ plan, lenses, workloads, organization }: PlannedScope): PlanFacts {
  const subjects = new Set(plan.actions.map(subjectOf));
  // Subjects that are rejected, held back or waiting are not up to date.
  const noticed = new Set([
    ...subjects,
    ...plan.rejections.map(({ key }) => key),
    ...plan.notices.flatMap(({ subject }) => (subject === undefined ? [] : [subject])),
    ...plan.waits.map(({ subject }) => subject),
  ]);
  const shared = new Set(
    plan.actions.flatMap((action) => (action.kind === 'share-lens' ? [action.target.id] : [])),
  );
  return {
    lenses: lenses
      .filter(({ desired }) => subjects.has(desired.key))
      .map((lens) => lensFacts(lens, workloads)),
    unchanged: {
      lenses: lenses.flatMap(({ desired: { key } }) => (noticed.has(key) ? [] : [key])),
      workloads: workloads.filter(({ desired }) => !noticed.has(desired.account)).length,
    },
    units: (organization?.units ?? [])
      .filter(({ id }) => shared.has(id))
      .map(({ id, path }) => ({ id, path }))
      .sort((left, right) => (left.path < right.path ? -1 : 1)),
  };
}

function lensFacts(
  { desired, match, observation }: PlannedLens,
  workloads: PlannedScope['workloads'],
): LensFacts {
  const lens = match.kind === 'ours' || match.kind === 'moved' ? match.lens : undefined;
  const users = workloads.filter(({ desired: { account }, candidates }) =>
    candidates.some(
      (candidate) =>
        candidate.account === account && lens !== undefined && candidate.summary.lenses.includes(lens.arn),
    ),
  );
  return {
    key: desired.key,
    name: desired.content.kind === 'valid' ? desired.content.document.name : lens?.name,
    version: lens?.version,
    shares: observation.shares.length,
    workloads: users.length,
    reviewOwners: [...new Set(users.map((user) => user.desired.workload.reviewOwner))].sort(),
  };
}
