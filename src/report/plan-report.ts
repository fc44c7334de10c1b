import type { Action } from '../reconcile/action.ts';
import type { Notice, Plan, Rejection, Wait } from '../reconcile/plan.ts';
import type { Domain } from '../reconcile/scope.ts';
import type { OrganizationFacts } from './organization-facts.ts';
import { NO_FACTS, type PlanFacts } from './plan-facts.ts';

/** What `plan --json` prints. */
export interface PlanReport {
  readonly domains: readonly PlanDomain[];
  readonly notices: readonly Notice[];
  /** Absent where the plan needed no units. */
  readonly organization?: OrganizationFacts;
}

export interface PlanDomain extends PlanFacts {
  readonly accountId: string;
  readonly region: string;
  readonly actions: readonly Action[];
}

export function planReport(
  { accountId, region }: Domain,
  plan: Plan,
  notices: readonly Notice[],
  facts: PlanFacts = NO_FACTS,
  organization?: OrganizationFacts,
): PlanReport {
  return {
    domains: [{ accountId, region, actions: plan.actions, ...facts }],
    notices: [...notices, ...waitNotices(plan.waits), ...plan.rejections.map(rejectionNotice)],
    ...(organization && { organization }),
  };
}

/** One notice for each reason to wait. The worker tries again without a request. */
function waitNotices(waits: readonly Wait[]): readonly Notice[] {
  return [...Map.groupBy(waits, ({ reason }) => reason)].map(([reason, ofReason]): Notice => {
    const [first, ...others] = ofReason.map(({ subject }) => subject);
    if (first === undefined || others.length > 0) {
      return {
        kind: 'waiting',
        message: `${ofReason.length} are waiting, including ${first}: ${reason}`,
      };
    }
    return { kind: 'waiting', subject: first, message: `${first} is waiting: ${reason}` };
  });
}

/** A rejected lens as a notice: how many findings, and the first. */
export function rejectionNotice({ key, findings }: Rejection): Notice {
  const errors = findings.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  return {
    kind: 'lens-invalid',
    subject: key,
    message:
      first === undefined
        ? `${key} is rejected`
        : `${key}:${first.line}:${first.column} is rejected: ${first.message}. ${first.mend}${more}`,
  };
}
