import { DeadlineError, LenskeeperError } from '../errors.ts';
import type { Account } from '../organization/organization.ts';
import type { Context } from './context.ts';
import type { CallSample, DeadLetters, DescribeFleet, FleetFacts } from './fleet-facts.ts';
import { SELECTOR_NOTICES } from './notice-selectors.ts';
import { observeReviews } from './observe-reviews.ts';
import { EMPTY_PLAN, type Notice, type Plan } from './plan.ts';
import { NOTHING_PLANNED, planEverything } from './plan-scope.ts';
import type { Announcement, ReviewTool } from './ports.ts';
import { recordRejections } from './record-rejections.ts';
import { type FleetReads, rememberReads } from './remember-reads.ts';
import { rememberAccounts } from './remembered-accounts.ts';
import type { Scope } from './scope.ts';
import { scopesOf } from './scopes-of.ts';

/** The notices that are announced by an event; the others are only in the report. */
const ANNOUNCED: readonly Notice['kind'][] = ['guard', 'policy-invalid', 'scope-failed', ...SELECTOR_NOTICES];

/** Maximum number of review reads in one run; the report shows the other reviews as not read yet. */
const REVIEW_CALLS = 50;

/** How the report of a run is made, and the data for it that only the caller knows. */
export interface Reporting {
  readonly describe: DescribeFleet;
  /** Created when reviews are read: its time limit begins then. */
  readonly reviewTool: () => ReviewTool;
  readonly deadLetters?: () => Promise<DeadLetters>;
  readonly calls?: () => readonly CallSample[];
}

/**
 * Observes everything, writes the report, and returns the scopes that need changes. It writes nothing to WA Tool: the
 * worker does that, from state that it reads itself. The report uses the data that the plan reads anyway; only reviews that
 * changed since the last run are read for it, with at most 50 calls per run.
 *
 * @param policyNotices notices about the policy file
 * @param reporting absent: the report is the plan alone
 * @param handOn sends the scopes to the worker before anything is reported: a failed report does not delay repairs
 */
export async function reconcileAll(
  context: Context,
  policyNotices: readonly Notice[],
  reporting?: Reporting,
  handOn: (scopes: readonly Scope[], plan: Plan) => Promise<void> = async () => {},
): Promise<{ readonly plan: Plan; readonly scopes: readonly Scope[] }> {
  const { ports, run, domain, now } = context;
  const beganAt = now();
  const failures: unknown[] = [];
  const remembered = rememberReads(ports);
  const planned = await planEverything({ ...context, ports: remembered.ports }, (error) => {
    // Accounts that cannot be read must not prevent the repair of lenses, or vice versa. A deadline is
    // different: Lambda repeats the request, and the data that was read by then need not be read again.
    if (!(error instanceof LenskeeperError) || error instanceof DeadlineError || failures.length > 0) {
      throw error;
    }
    failures.push(error);
    return {
      ...NOTHING_PLANNED,
      plan: { ...EMPTY_PLAN, notices: [{ kind: 'scope-failed', message: error.message }] },
    };
  });
  const { plan } = planned;
  const reads = remembered.reads();
  const scopes = scopesOf(plan);
  await rememberAccounts(context, beganAt, accountsIn(scopes, reads));
  await handOn(scopes, plan);
  const notices = [...policyNotices, ...plan.notices];
  const rejections = await recordRejections(context, planned, []);
  await ports.announce([
    ...rejections,
    ...notices
      .filter(({ kind }) => ANNOUNCED.includes(kind))
      .map((notice): Announcement => ({ kind: 'notice', run, notice })),
  ]);
  if (reporting === undefined) {
    const { actions, rejections: rejected, waits } = plan;
    const at = new Date(now()).toISOString();
    const report = { at, run, domain, actions, notices, rejections: rejected, waits };
    await ports.bucket.writeReport('latest.json', JSON.stringify(report, undefined, 2));
  } else {
    const reviews = await observeReviews(context, reporting.reviewTool(), reads.workloads, {
      calls: REVIEW_CALLS,
    });
    await writeFleet(context, { planned, reads, reviews, notices }, reporting);
  }
  return { plan, scopes };
}

function accountsIn(scopes: readonly Scope[], { accounts }: FleetReads): readonly Account[] {
  const ids = new Set(scopes.flatMap((scope) => (scope.kind === 'accounts' ? scope.accountIds : [])));
  return accounts.filter(({ id }) => ids.has(id));
}

async function writeFleet(
  { ports: { bucket }, domain, policy, run, now }: Context,
  observed: Pick<FleetFacts, 'planned' | 'reads' | 'reviews' | 'notices'>,
  { describe, deadLetters, calls }: Reporting,
): Promise<void> {
  const facts: FleetFacts = {
    ...observed,
    at: now(),
    run,
    domain,
    policy,
    deadLetters: await unlessFailed(deadLetters),
    calls: calls?.() ?? [],
  };
  await bucket.writeReport('latest.json', describe(facts, await bucket.readReport('latest.json')));
}

/** An incomplete report is better than no report or a run that repairs nothing. */
async function unlessFailed<Result>(read: (() => Promise<Result>) | undefined): Promise<Result | undefined> {
  try {
    return await read?.();
  } catch (error) {
    if (!(error instanceof LenskeeperError)) throw error;
    return undefined;
  }
}
