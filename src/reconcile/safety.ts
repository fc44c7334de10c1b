import type { Policy } from '../policy/policy.ts';
import { type Action, type ActionKind, subjectOf } from './action.ts';
import type { Held, Notice, Plan } from './plan.ts';

/** A safeguard takes a plan and returns a plan: branches about safety are here and nowhere else. */
export type Safeguard = (plan: Plan) => Plan;

/**
 * What a policy allows a run to do.
 *
 * @param approved a person asked for it with `apply`: the guard does not hold it
 * @param held what the guard held back of this run before: a part of it must not slip through on its own
 */
export function safeguardFor(policy: Policy, approved: boolean, held: readonly Held[] = []): Safeguard {
  const guarded: Safeguard = approved ? unguarded : withinGuard(policy.guard, held);
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
        message: `mode: report allows no action: ${plan.actions.length} ${plan.actions.length === 1 ? 'is' : 'are'} planned and none is applied`,
      },
    ],
  };
};

/**
 * A run that wants more than the guard allows is planned, announced, and waits for `lenskeeper apply`: a wrong glob in
 * the policy should not create a workload for every account before somebody looked.
 */
export function withinGuard(guard: Policy['guard'], held: readonly Held[] = []): Safeguard {
  return (plan) => withheldCreates(guard.creates, held)(withheldMajors(guard.majorPublishes, held)(plan));
}

function withheldCreates(limit: number, held: readonly Held[]): Safeguard {
  return (plan) => {
    const creates = plan.actions.filter((action) => action.kind === 'create-workload');
    if (creates.length <= limit && !held.includes('creates')) return plan;
    const accounts = new Set(creates.map(subjectOf));
    return withhold(plan, held, {
      kind: 'creates',
      holds: (action) => action.kind === 'create-workload',
      subjects: accounts,
      found: `${creates.length} workloads to create`,
      limit: `guard.creates: ${limit}`,
    });
  };
}

function withheldMajors(limit: number, held: readonly Held[]): Safeguard {
  return (plan) => {
    const majors = new Set(
      plan.actions.flatMap((action) => (action.kind === 'publish-lens' && action.major ? [action.lens] : [])),
    );
    if (majors.size <= limit && !held.includes('major-publishes')) return plan;
    return withhold(plan, held, {
      kind: 'major-publishes',
      holds: (action) => CONTENT.includes(action.kind) && majors.has(subjectOf(action)),
      // Shares of the published version go on.
      subjects: new Set(),
      found: `${majors.size} major versions to publish`,
      limit: `guard.major-publishes: ${limit}`,
    });
  };
}

const CONTENT: readonly ActionKind[] = ['import-lens', 'publish-lens', 'tag-lens'];

interface Withheld {
  readonly kind: Held;
  readonly holds: (action: Action) => boolean;
  /** Whose waits are over, too: there is nothing to come back for. */
  readonly subjects: ReadonlySet<string>;
  readonly found: string;
  readonly limit: string;
}

function withhold(
  plan: Plan,
  held: readonly Held[],
  { kind, holds, subjects, found, limit }: Withheld,
): Plan {
  if (!plan.actions.some(holds)) return plan;
  const notice: Notice = {
    kind: 'guard',
    message: `The guard holds back ${found}: the policy allows ${limit} in one run. \`lenskeeper apply\` does them`,
  };
  return {
    ...plan,
    actions: plan.actions.filter((action) => !holds(action)),
    waits: plan.waits.filter(({ subject }) => !subjects.has(subject)),
    // What was told when the run began is not told again.
    notices: held.includes(kind) ? plan.notices : [...plan.notices, notice],
    held: [...new Set([...plan.held, kind])],
  };
}
