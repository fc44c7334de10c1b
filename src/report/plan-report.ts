import type { Action } from '../reconcile/action.ts';
import type { Notice, Plan, Rejection, Wait } from '../reconcile/plan.ts';
import type { Domain } from '../reconcile/scope.ts';
import { actionText } from './action-text.ts';
import { counted } from './counted.ts';
import { summaryLines } from './diff-summary.ts';
import { printable } from './printable.ts';

/** What `plan --json` prints. */
export interface PlanReport {
  readonly domains: readonly {
    readonly accountId: string;
    readonly region: string;
    readonly actions: readonly Action[];
  }[];
  readonly notices: readonly Notice[];
}

export function planReport(domain: Domain, plan: Plan, notices: readonly Notice[]): PlanReport {
  return {
    domains: [{ accountId: domain.accountId, region: domain.region, actions: plan.actions }],
    notices: [...notices, ...waitNotices(plan.waits), ...plan.rejections.map(rejectionNotice)],
  };
}

/** What is not ready yet, one notice for each reason: the worker looks at it again by itself. */
function waitNotices(waits: readonly Wait[]): readonly Notice[] {
  return [...Map.groupBy(waits, ({ reason }) => reason)].map(([reason, ofReason]): Notice => {
    const [first, ...others] = ofReason.map(({ subject }) => subject);
    if (first === undefined || others.length > 0) {
      return {
        kind: 'waiting',
        message: `Wait for ${ofReason.length}, ${first} among them: ${reason}`,
      };
    }
    return { kind: 'waiting', subject: first, message: `Wait for ${first}: ${reason}` };
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
        ? `Reject ${key}`
        : `Reject ${key}:${first.line}:${first.column} ${first.message}. ${first.mend}${more}`,
  };
}

/** The plan for people: the actions of each domain, then what was noticed, then the counts. */
export function planText(report: PlanReport): string {
  const lines: string[] = [];
  for (const { accountId, region, actions } of report.domains) {
    lines.push(`Account ${accountId} in ${region}`);
    lines.push(...actionLines(actions));
    if (actions.length === 0) lines.push('  nothing to do');
  }
  lines.push(...noticeLines(report.notices));
  const actions = report.domains.flatMap((domain) => domain.actions);
  lines.push('', countsText(actions));
  return lines.join('\n');
}

/** Shares of one lens are one line: an organization has hundreds of units. */
function actionLines(actions: readonly Action[]): readonly string[] {
  const shares = Map.groupBy(
    actions.filter((action) => action.kind === 'share-lens'),
    ({ lens }) => lens,
  );
  const shown = new Set<string>();
  return actions.flatMap((action) => {
    const ofLens = action.kind === 'share-lens' ? shares.get(action.lens) : undefined;
    if (ofLens === undefined || ofLens.length === 1) {
      const { summary = undefined, major = false } = action.kind === 'publish-lens' ? action : {};
      return [
        `  + ${printable(actionText(action))}`,
        ...(summary === undefined
          ? []
          : summaryLines(summary, major).map((line) => `      ${printable(line)}`)),
      ];
    }
    const { lens } = ofLens[0] ?? {};
    if (lens === undefined || shown.has(lens)) return [];
    shown.add(lens);
    const kinds = Map.groupBy(ofLens, ({ target }) => target.kind);
    const counts = [...kinds].map(([kind, targets]) => counted(targets.length, kind));
    return [`  + ${printable(`share ${lens} with ${counts.join(' and ')}`)}`];
  });
}

export function noticeLines(notices: readonly Notice[]): readonly string[] {
  return notices.length === 0 ? [] : ['', ...notices.map(({ message }) => `! ${printable(message)}`)];
}

function countsText(actions: readonly Action[]): string {
  const kinds = Map.groupBy(actions, ({ kind }) => kind);
  const counts = [...kinds].map(([kind, ofKind]) => `${ofKind.length} ${kind}`);
  return counts.length === 0 ? 'Plan: no changes' : `Plan: ${counts.join(', ')}`;
}
