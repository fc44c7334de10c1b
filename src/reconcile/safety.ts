import type { Policy } from '../policy/policy.ts';
import type { Action, ActionKind } from './action.ts';
import type { Plan } from './plan.ts';

/** A safeguard takes a plan and returns a plan: branches about safety are here and nowhere else. */
export type Safeguard = (plan: Plan) => Plan;

/**
 * What a policy allows a run to do.
 *
 * @param approved a person asked for it with `apply`: the guard does not hold it
 */
export function safeguardFor(policy: Policy, approved: boolean): Safeguard {
  const guarded: Safeguard = approved ? unguarded : withinGuard(policy.guard);
  return policy.mode === 'report' ? (plan) => reportOnly(guarded(plan)) : guarded;
}

/** For a plan that is only looked at. */
export const unguarded: Safeguard = (plan) => plan;

/** Nothing is written to WA Tool: what would be done is told instead. */
export const reportOnly: Safeguard = (plan) => {
  if (plan.actions.length === 0) return { ...plan, waits: [] };
  return {
    ...plan,
    actions: [],
    waits: [],
    notices: [
      ...plan.notices,
      {
        kind: 'report-mode',
        message: `Apply nothing: the policy says mode: report, ${plan.actions.length} actions are planned only`,
      },
    ],
  };
};

/**
 * A run that wants more than the guard allows is planned, announced, and waits for `lenskeeper apply`: a wrong glob in
 * the policy should not create a workload for every account before somebody looked.
 */
export function withinGuard(guard: Policy['guard']): Safeguard {
  return (plan) => withheldCreates(guard.creates)(withheldMajors(guard.majorPublishes)(plan));
}

function withheldCreates(limit: number): Safeguard {
  return (plan) => {
    const creates = plan.actions.filter((action) => action.kind === 'create-workload').length;
    if (creates <= limit) return plan;
    return withhold(
      plan,
      isOf(['create-workload']),
      `${creates} workloads to create`,
      `guard.creates: ${limit}`,
    );
  };
}

function withheldMajors(limit: number): Safeguard {
  return (plan) => {
    const majors = new Set(
      plan.actions.flatMap((action) => (action.kind === 'publish-lens' && action.major ? [action.lens] : [])),
    );
    if (majors.size <= limit) return plan;
    const contentOfMajors = (action: Action) =>
      isOf(['import-lens', 'publish-lens', 'tag-lens'])(action) &&
      'lens' in action &&
      majors.has(action.lens);
    return withhold(
      plan,
      contentOfMajors,
      `${majors.size} major versions to publish`,
      `guard.major-publishes: ${limit}`,
    );
  };
}

function isOf(kinds: readonly ActionKind[]): (action: Action) => boolean {
  return (action) => kinds.includes(action.kind);
}

function withhold(plan: Plan, held: (action: Action) => boolean, found: string, limit: string): Plan {
  return {
    ...plan,
    actions: plan.actions.filter((action) => !held(action)),
    notices: [
      ...plan.notices,
      {
        kind: 'guard',
        message: `Wait for \`lenskeeper apply\`: ${found}, the policy allows ${limit} in one run without being asked`,
      },
    ],
  };
}
