import type { Account } from '../organization/organization.ts';
import type { Policy } from '../policy/policy.ts';
import { renderWorkload } from '../policy/render-workload.ts';
import { workloadRuleFor } from '../policy/select.ts';
import type { PlainTexts, WorkloadInput } from '../policy/workload.ts';
import type { Notice } from './plan.ts';

/** The workload that the policy specifies for one account. */
export interface DesiredWorkload {
  readonly account: string;
  readonly workload: WorkloadInput;
  /** Alternative texts for the workload, used because WA Tool may refuse letters of other scripts. */
  readonly plain: PlainTexts;
  /** The members that the policy names. Only these are managed; people may edit the others. */
  readonly governed: ReadonlySet<keyof WorkloadInput>;
  /** Aliases and ARNs, in the form that AssociateLenses accepts. */
  readonly lenses: readonly string[];
  /** Lens keys of the policy that are not published yet: a workload is created without waiting for them. */
  readonly missingLenses: readonly string[];
}

/** Finds the rule for each settled account and fills in its template. Accounts that no rule matches are left out. */
export function desiredWorkloads(
  accounts: readonly Account[],
  policy: Policy,
  publishedLenses: ReadonlyMap<string, string>,
): { readonly workloads: readonly DesiredWorkload[]; readonly notices: readonly Notice[] } {
  const workloads: DesiredWorkload[] = [];
  const notices: Notice[] = [];
  for (const account of accounts) {
    const rule = workloadRuleFor(policy, account);
    if (rule.kind !== 'workload') continue;
    const rendered = renderWorkload(rule.template, account);
    if (rendered.kind === 'refused') {
      notices.push({
        kind: 'workload-invalid',
        subject: account.id,
        message: `${account.id} gets no workload: ${rendered.problems.join('; ')}`,
      });
      continue;
    }
    const lenses = rendered.workload.lenses.map((lens) =>
      isKey(lens) ? { key: lens, published: publishedLenses.get(lens) } : { key: lens, published: lens },
    );
    workloads.push({
      account: account.id,
      workload: rendered.workload,
      plain: rendered.plain,
      governed: rule.explicit,
      lenses: lenses.flatMap(({ published }) => (published === undefined ? [] : [published])),
      missingLenses: lenses.flatMap(({ key, published }) => (published === undefined ? [key] : [])),
    });
  }
  return { workloads, notices };
}

/** A lens of the bucket, as opposed to an alias or an ARN. */
function isKey(lens: string): boolean {
  return lens.startsWith('lenses/');
}
