import { LenskeeperError } from '../errors.ts';
import type { Context } from './context.ts';
import { EMPTY_PLAN, type Notice, type Plan } from './plan.ts';
import { NOTHING_PLANNED, planEverything } from './plan-scope.ts';
import type { Announcement } from './ports.ts';
import { recordRejections } from './record-rejections.ts';
import type { Scope } from './scope.ts';
import { scopesOf } from './scopes-of.ts';

/** What people are told of by an event; the rest stands in the report. */
const ANNOUNCED: readonly Notice['kind'][] = ['guard', 'policy-invalid', 'scope-failed'];

/**
 * Observes everything, writes the report, and says which scopes have something to do. It writes nothing to WA Tool: the
 * worker does, from state that it reads itself.
 *
 * @param policyNotices what was noticed of the policy file
 */
export async function reconcileAll(
  context: Context,
  policyNotices: readonly Notice[],
): Promise<{ readonly plan: Plan; readonly scopes: readonly Scope[] }> {
  const { ports, run, domain, now } = context;
  const failures: unknown[] = [];
  const planned = await planEverything(context, (error) => {
    // Accounts that cannot be read must not keep lenses from being repaired, nor the other way round.
    if (!(error instanceof LenskeeperError) || failures.length > 0) throw error;
    failures.push(error);
    return {
      ...NOTHING_PLANNED,
      plan: { ...EMPTY_PLAN, notices: [{ kind: 'scope-failed', message: error.message }] },
    };
  });
  const { plan } = planned;
  const notices = [...policyNotices, ...plan.notices];
  const rejections = await recordRejections(context, planned, []);
  await ports.announce([
    ...rejections,
    ...notices
      .filter(({ kind }) => ANNOUNCED.includes(kind))
      .map((notice): Announcement => ({ kind: 'notice', run, notice })),
  ]);
  const report = {
    at: new Date(now()).toISOString(),
    run,
    domain,
    actions: plan.actions,
    notices,
    rejections: plan.rejections,
    waits: plan.waits,
  };
  await ports.bucket.writeReport('latest.json', JSON.stringify(report, undefined, 2));
  return { plan, scopes: scopesOf(plan) };
}
