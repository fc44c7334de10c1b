import type { WorkloadSummary } from '@aws-sdk/client-wellarchitected';
import type { RiskCounts } from '../reconcile/ports.ts';

/** `RiskCounts` of WA Tool, which may leave out counts of zero. */
export function risksOf(counts: WorkloadSummary['RiskCounts'] = {}): RiskCounts {
  const { HIGH = 0, MEDIUM = 0, NONE = 0, UNANSWERED = 0, NOT_APPLICABLE = 0 } = counts;
  return { high: HIGH, medium: MEDIUM, none: NONE, unanswered: UNANSWERED, notApplicable: NOT_APPLICABLE };
}
