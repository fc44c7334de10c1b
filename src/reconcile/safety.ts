import type { Policy } from '../policy/policy.ts';
import { type Action, type ActionKind, subjectOf } from './action.ts';
import type { Held, Notice, Plan } from './plan.ts';

/** A safeguard takes a plan and returns a plan: all decisions about safety are in this file. */
export type Safeguard = (plan: Plan) => Plan;

/**
 * The safeguard that enforces the limits of a policy.
 *
 * @param approved a person requested it with `apply`: the guard does not hold it back
 * @param held what the guard held back earlier in this run: a part of it must not be applied separately
 */
export function safeguardFor(policy: Policy, approved: boolean, held: readonly Held[] = []): Safeguard {
  const guarded: Safeguard = approved ? unguarded : withinGuard(policy.guard, held);
  return policy.mode === 'report' ? (plan) => reportOnly(guarded(plan)) : guarded;
}

/** For a plan that is only shown. */
export const unguarded: Safeguard = (plan) => plan;

/** Writes nothing to WA Tool: the plan is only reported. */
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
 * A run that exceeds the limits of the guard is planned and announced, and waits for `lenskeeper apply`: a wrong glob in
 * the policy must not create a workload for every account before a person has checked it.
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
      // Shares of the published version continue.
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
  /** Subjects whose waits are removed, too: they need not come back. */
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
    message: `The guard holds back ${found}: the policy allows ${limit} in one run. \`lenskeeper apply\` applies them`,
  };
  return {
    ...plan,
    actions: plan.actions.filter((action) => !holds(action)),
    waits: plan.waits.filter(({ subject }) => !subjects.has(subject)),
    // A notice that was reported when the run began is not reported again.
    notices: held.includes(kind) ? plan.notices : [...plan.notices, notice],
    held: [...new Set([...plan.held, kind])],
  };
}
