import type { Notice, NoticeKind } from './plan.ts';

/**
 * Notices of something that was asked for and is not so, each with the reason in few words. The rest tells of what was
 * never asked for, or becomes so by itself.
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

/** Why what a notice is about is not as asked; undefined: nothing is amiss, or it passes by itself. */
export function unmetReason({ kind }: Notice): string | undefined {
  return REASONS[kind];
}
