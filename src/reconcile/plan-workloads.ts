import type { PlainTexts, WorkloadInput } from '../policy/workload.ts';
import type { Action } from './action.ts';
import type { DesiredWorkload } from './desired-workloads.ts';
import { missingLenses } from './missing-lenses.ts';
import { EMPTY_PLAN, mergePlans, type Notice, type Plan, type Wait } from './plan.ts';
import type { WorkloadSummary } from './ports.ts';
import { QUOTAS, WORKLOADS_KEPT_FREE } from './quotas.ts';
import { workloadChanges } from './workload-changes.ts';

/** A workload whose name begins with the account's id. */
export interface ObservedWorkload {
  readonly summary: WorkloadSummary;
  /** The account in its tag `lenskeeper:account`; undefined for a workload that Lenskeeper does not manage. */
  readonly account: string | undefined;
  /** Undefined: known to be up to date since it was last read. */
  readonly fields: Partial<WorkloadInput> | undefined;
}

/** The observed workloads of one domain. */
export interface ObservedWorkloads {
  /** By account id. */
  readonly candidates: ReadonlyMap<string, readonly ObservedWorkload[]>;
  /** Number of workloads in the domain, including those that Lenskeeper does not manage; undefined if not counted. */
  readonly count: number | undefined;
}

/** The plan for the workloads of several accounts; accounts get the free slots in the order of their ids. */
export function planWorkloads(desired: readonly DesiredWorkload[], observed: ObservedWorkloads): Plan {
  let free =
    observed.count === undefined
      ? Number.POSITIVE_INFINITY
      : QUOTAS.workloadsPerDomain - WORKLOADS_KEPT_FREE - observed.count;
  const sorted = [...desired].sort((a, b) => (a.account < b.account ? -1 : 1));
  const plans = sorted.map((wanted) => {
    const plan = planWorkload(wanted, observed.candidates.get(wanted.account) ?? [], free);
    if (plan.actions.some((action) => action.kind === 'create-workload')) free -= 1;
    return plan;
  });
  return mergePlans(plans);
}

function planWorkload(desired: DesiredWorkload, candidates: readonly ObservedWorkload[], free: number): Plan {
  const ours = candidates.filter((candidate) => candidate.account === desired.account);
  const [kept, ...duplicates] = ours;
  if (kept === undefined) {
    const [foreign] = candidates;
    if (foreign !== undefined) return noticed(notOurs(desired.account, foreign.summary));
    return planNew(desired, free);
  }
  return {
    ...EMPTY_PLAN,
    actions: repairs(desired, kept),
    notices: [
      ...(isFull(desired, kept.summary) ? [tooManyLenses(desired.account, kept.summary)] : []),
      ...duplicates.map((duplicate) => duplicateOf(desired.account, kept.summary, duplicate.summary)),
    ],
    waits: waitsFor(desired),
  };
}

function planNew(desired: DesiredWorkload, free: number): Plan {
  const { account, workload, lenses, plain } = desired;
  if (free < 1) {
    return noticed({
      kind: 'workload-quota',
      subject: account,
      message:
        `${account} gets no workload: the account of Lenskeeper has ${QUOTAS.workloadsPerDomain - WORKLOADS_KEPT_FREE} workloads in this Region. ` +
        `${QUOTAS.workloadsPerDomain} are allowed, of which ${WORKLOADS_KEPT_FREE} stay free for people. Skip accounts in the policy, or delete workloads that are not needed`,
    });
  }
  return {
    ...EMPTY_PLAN,
    actions: [{ kind: 'create-workload', account, workload, lenses, ...insteadOf(workload, plain) }],
    waits: waitsFor(desired),
  };
}

function repairs(desired: DesiredWorkload, { summary, fields }: ObservedWorkload): Action[] {
  const { account, workload, governed, plain } = desired;
  const actions: Action[] = [];
  const changes = fields === undefined ? {} : workloadChanges(workload, governed, fields, plain);
  if (Object.keys(changes).length > 0) {
    actions.push({
      kind: 'update-workload',
      account,
      workloadId: summary.id,
      changes,
      ...insteadOf(changes, plain),
    });
  }
  const missing = lensesToAdd(desired, summary);
  for (let start = 0; start < missing.length; start += QUOTAS.lensesPerAssociation) {
    actions.push({
      kind: 'associate-lenses',
      account,
      workloadId: summary.id,
      lenses: missing.slice(start, start + QUOTAS.lensesPerAssociation),
    });
  }
  return actions;
}

/** The plain forms of the texts that are written, for texts that have one. */
function insteadOf(
  written: Partial<WorkloadInput>,
  { workloadName, description }: PlainTexts,
): { readonly plain?: PlainTexts } {
  const plain: PlainTexts = {
    ...(workloadName !== undefined && written.workloadName !== undefined && { workloadName }),
    ...(description !== undefined && written.description !== undefined && { description }),
  };
  return Object.keys(plain).length === 0 ? {} : { plain };
}

function isFull(desired: DesiredWorkload, summary: WorkloadSummary): boolean {
  const missing = missingLenses(desired.lenses, summary.lenses);
  return missing.length > 0 && summary.lenses.length + missing.length > QUOTAS.lensesPerWorkload;
}

function lensesToAdd(desired: DesiredWorkload, summary: WorkloadSummary): readonly string[] {
  return isFull(desired, summary) ? [] : missingLenses(desired.lenses, summary.lenses);
}

function tooManyLenses(account: string, { id, lenses }: WorkloadSummary): Notice {
  return {
    kind: 'workload-lens-quota',
    subject: account,
    message:
      `The workload of ${account} (${id}) gets no more lenses: it has ${lenses.length} and may have ${QUOTAS.lensesPerWorkload}. ` +
      'Remove lenses that are not used for reviews',
  };
}

function waitsFor(desired: DesiredWorkload): Wait[] {
  return desired.missingLenses.map((key) => ({
    subject: desired.account,
    reason: `${key} is not published yet`,
    seconds: undefined,
    lens: key,
  }));
}

function noticed(notice: Notice): Plan {
  return { ...EMPTY_PLAN, notices: [notice] };
}

function notOurs(account: string, { id, name }: WorkloadSummary): Notice {
  return {
    kind: 'workload-not-ours',
    subject: account,
    message:
      `${account} gets no workload: the name of the workload ${JSON.stringify(name)} (${id}) begins with its id, and Lenskeeper did not ` +
      `make it. Rename that workload, or hand it over with the tag lenskeeper:account=${account}`,
  };
}

function duplicateOf(account: string, kept: WorkloadSummary, duplicate: WorkloadSummary): Notice {
  return {
    kind: 'workload-duplicate',
    subject: account,
    message: `${account} has two workloads with its tag, ${kept.id} and ${duplicate.id}; the first is managed. Delete the one without reviews`,
  };
}
