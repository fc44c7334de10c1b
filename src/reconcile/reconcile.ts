import { type Attempt, apply } from './apply.ts';
import type { Context } from './context.ts';
import type { Outcome } from './outcome.ts';
import { isAmong, outcomesOf } from './outcomes-of.ts';
import type { Held, Notice, Rejection, Wait } from './plan.ts';
import type { PlannedScope } from './plan-scope.ts';
import type { Announcement } from './ports.ts';
import { recordRejections } from './record-rejections.ts';
import { rememberWritten } from './remember-written.ts';

/** A conflict means that the world moved: read and plan again, but not for ever. */
const MAX_ROUNDS = 3;

/** A share with a unit or an organization is ASSOCIATING at first; its end is looked at in a later pass. */
const ASYNCHRONOUS_TARGETS: readonly string[] = ['unit', 'organization'];

export interface Reconciled {
  readonly outcomes: readonly Outcome[];
  readonly notices: readonly Notice[];
  readonly rejections: readonly Rejection[];
  /** Why the scope should be looked at again. */
  readonly waits: readonly Wait[];
  readonly held: readonly Held[];
}

/**
 * Observes, plans and applies until there is nothing left that could be done now.
 *
 * @param plan makes the plan from fresh state; it is called again when a conflict says that the state moved
 */
export async function reconcile(
  plan: (context: Context) => Promise<PlannedScope>,
  context: Context,
  onAttempt?: (attempt: Attempt) => void,
): Promise<Reconciled> {
  const rounds: Attempt[][] = [];
  const announcements: Announcement[] = [];
  for (let round = 1; ; round += 1) {
    // The units are walked at most once; a later round finds them in the snapshot.
    const planned = await plan(round === 1 ? context : { ...context, refreshOrganization: false });
    const rejected = rounds.flat().filter(({ outcome }) => outcome === 'rejected');
    const actions = planned.plan.actions.filter((action) => !isAmong(rejected, action));
    const tried = await apply(actions, planned.materials, context.ports, onAttempt);
    rounds.push(tried);
    announcements.push(...(await recordRejections(context, planned, tried)));
    await rememberWritten(context, planned, tried);
    if (round < MAX_ROUNDS && tried.some(({ outcome }) => outcome === 'conflict')) continue;

    const outcomes = outcomesOf(rounds);
    const guards = planned.plan.notices.filter(({ kind }) => kind === 'guard');
    await context.ports.announce([
      ...announcements,
      ...outcomes.map((outcome): Announcement => ({ kind: 'outcome', run: context.run, outcome })),
      ...guards.map((notice): Announcement => ({ kind: 'notice', run: context.run, notice })),
    ]);
    return {
      outcomes,
      notices: planned.plan.notices,
      rejections: planned.plan.rejections,
      waits: [...planned.plan.waits, ...followUps(outcomes)],
      held: planned.plan.held,
    };
  }
}

function followUps(outcomes: readonly Outcome[]): readonly Wait[] {
  return outcomes.flatMap(({ action, outcome }): Wait[] =>
    outcome === 'applied' && action.kind === 'share-lens' && ASYNCHRONOUS_TARGETS.includes(action.target.kind)
      ? [{ subject: action.lens, reason: `the share with ${action.target.id} is new`, seconds: undefined }]
      : [],
  );
}
