import type { Notice, Plan } from '../reconcile/plan.ts';
import type { PlannedLens } from '../reconcile/plan-scope.ts';
import { recipientsOf } from '../reconcile/plan-shares.ts';
import type { ObservedShare } from '../reconcile/ports.ts';

/** The state of a lens of the bucket in WA Tool, for plan, status, report and console. `left-alone`: not managed. */
export type LensState = 'current' | 'behind' | 'not-published' | 'rejected' | 'left-alone' | 'unreadable';

/** Shares that recipients can use: `ASSOCIATED` for OUs and the organization, `ACCEPTED` for accounts and users. */
const ACTIVE: readonly string[] = ['ASSOCIATED', 'ACCEPTED'];

/** @param status of a share, as `ListLensShares` has it (API model, `ShareStatus`); undefined: there is no share */
export function isActive(status: string | undefined): boolean {
  return status !== undefined && ACTIVE.includes(status);
}

export function lensState({ desired: { key }, match, observation }: PlannedLens, plan: Plan): LensState {
  if (observation.unreadable !== undefined) return 'unreadable';
  if (isRejected(plan, key)) return 'rejected';
  if (match.kind === 'not-ours' || match.kind === 'name-clash') return 'left-alone';
  if (match.kind === 'new' || match.lens.version === undefined) return 'not-published';
  return isImported(plan, key) || isNoticed(plan, 'version-quota', key) ? 'behind' : 'current';
}

/** The shares that the policy asks for, a rejected lens included, and how many of them are active. */
export function wantedShares({ desired, observation }: PlannedLens): {
  readonly wanted: number;
  readonly active: number;
} {
  const shares = new Map<string, ObservedShare>(observation.shares.map((share) => [share.sharedWith, share]));
  const wanted = new Set(recipientsOf(desired, observation.shares).map(({ id }) => id));
  return {
    wanted: wanted.size,
    active: [...wanted].filter((id) => isActive(shares.get(id)?.status)).length,
  };
}

/** Whether Lenskeeper rejects the lens now, or AWS rejected the same content before. */
function isRejected(plan: Plan, key: string): boolean {
  return (
    plan.rejections.some((rejection) => rejection.key === key) || isNoticed(plan, 'lens-rejected-before', key)
  );
}

export function isImported(plan: Plan, key: string): boolean {
  return plan.actions.some((action) => action.kind === 'import-lens' && action.lens === key);
}

export function isNoticed(plan: Plan, kind: Notice['kind'], key: string): boolean {
  return plan.notices.some((notice) => notice.kind === kind && notice.subject === key);
}
