import type { Context } from './context.ts';
import type { Notice, Plan } from './plan.ts';
import { planEverything } from './plan-scope.ts';
import type { Announcement } from './ports.ts';
import { recordRejections } from './record-rejections.ts';
import type { Scope } from './scope.ts';
import { scopesOf } from './scopes-of.ts';

/** What people are told of by an event; the rest stands in the report. */
const ANNOUNCED: readonly Notice['kind'][] = ['guard', 'policy-invalid'];

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
  const planned = await planEverything(context);
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
