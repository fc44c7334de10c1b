import type { Finding } from '../lens/finding.ts';
import type { Plan, Rejection } from '../reconcile/plan.ts';

export interface RejectedLens {
  readonly key: string;
  readonly by: Rejection['by'];
  readonly findings: readonly Pick<Finding, 'severity' | 'message' | 'mend' | 'line' | 'column'>[];
}

/** Every rejected lens: those that Lenskeeper rejects with each finding, those that AWS rejected with its notice. */
export function rejectedLenses({ rejections, notices }: Plan): readonly RejectedLens[] {
  return [
    ...rejections.map(({ key, by, findings }) => ({
      key,
      by,
      findings: findings.map(({ severity, message, mend, line, column }) => ({
        severity,
        message,
        mend,
        line,
        column,
      })),
    })),
    ...notices.flatMap(({ kind, subject = '', message }): RejectedLens[] =>
      kind === 'lens-rejected-before'
        ? [
            {
              key: subject,
              by: 'aws',
              findings: [{ severity: 'error', message, mend: '', line: 1, column: 1 }],
            },
          ]
        : [],
    ),
  ];
}
