import type { Notice, NoticeKind } from './plan.ts';

/**
 * The notices about a request that is not fulfilled, each with a short reason. The other notices are about things that were
 * not requested, or that resolve without intervention.
 */
const REASONS: Readonly<Partial<Record<NoticeKind, string>>> = {
  'lens-invalid': 'rejected',
  'lens-rejected-before': 'rejected',
  'name-clash': 'rejected',
  'lens-source-missing': 'no such file',
  'lens-not-ours': 'not managed',
  'lens-quota': 'quota of lenses',
  'version-quota': 'quota of versions',
  'share-quota': 'quota of shares',
  'share-not-active': 'share not active',
  'workload-quota': 'quota of workloads',
  'workload-lens-quota': 'quota of lenses of a workload',
  'workload-not-ours': 'not managed',
  'workload-invalid': 'template does not fit',
  guard: 'held by the guard',
  'report-mode': 'mode: report',
  'scope-failed': 'failed',
  'gave-up': 'given up',
};

/** Why the request behind a notice is not fulfilled; undefined: there is no problem, or it resolves without intervention. */
export function unmetReason({ kind }: Notice): string | undefined {
  return REASONS[kind];
}
