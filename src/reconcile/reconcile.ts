import { LenskeeperError } from '../errors.ts';
import { type Attempt, apply } from './apply.ts';
import type { Context } from './context.ts';
import type { Outcome } from './outcome.ts';
import { isAmong, outcomesOf } from './outcomes-of.ts';
import type { Held, Notice, Rejection, Wait } from './plan.ts';
import type { PlannedScope } from './plan-scope.ts';
import type { Announcement } from './ports.ts';
import { recordRejections } from './record-rejections.ts';
import { rememberWritten } from './remember-written.ts';

/** A conflict means that the state has changed: read and plan again, a limited number of times. */
const MAX_ROUNDS = 3;

/** A share with a unit or an organization is ASSOCIATING at first; its final status is checked later. */
const ASYNCHRONOUS_TARGETS: readonly string[] = ['unit', 'organization'];

export interface Reconciled {
  readonly outcomes: readonly Outcome[];
  readonly notices: readonly Notice[];
  readonly rejections: readonly Rejection[];
  /** Why the scope must be checked again. */
  readonly waits: readonly Wait[];
  readonly held: readonly Held[];
}

/**
 * Observes, plans and applies until nothing is left that can be done now.
 *
 * @param plan makes the plan from fresh state; it is called again when a conflict shows that the state has changed
 * @param handOn saves the remaining work for later. It runs before the announcement: a late event does no harm,
 *   but work that is not saved comes back only with its message, which blocks the group until then
 */
export async function reconcile(
  plan: (context: Context) => Promise<PlannedScope>,
  context: Context,
  onAttempt?: (attempt: Attempt) => void,
  handOn: (reconciled: Reconciled) => Promise<void> = async () => {},
): Promise<Reconciled> {
  const rounds: Attempt[][] = [];
  const announcements: Announcement[] = [];
  for (let round = 1; ; round += 1) {
    // The units are walked at most once; a later round reads them from the snapshot.
    const planned = await plan(round === 1 ? context : { ...context, organizationAfter: 0 });
    const rejected = rounds.flat().filter(({ outcome }) => outcome === 'rejected');
    const actions = planned.plan.actions.filter((action) => !isAmong(rejected, action));
    const tried = await apply(actions, planned.materials, context.ports, onAttempt);
    rounds.push(tried);
    announcements.push(...(await recordRejections(context, planned, tried)));
    await rememberWritten(context, planned, tried);
    if (round < MAX_ROUNDS && tried.some(({ outcome }) => outcome === 'conflict')) continue;

    const outcomes = outcomesOf(rounds);
    const reconciled: Reconciled = {
      outcomes,
      notices: planned.plan.notices,
      rejections: planned.plan.rejections,
      waits: [...planned.plan.waits, ...followUps(outcomes)],
      held: planned.plan.held,
    };
    await handOn(reconciled);
    const guards = planned.plan.notices.filter(({ kind }) => kind === 'guard');
    const untold = await announce(context, [
      ...announcements,
      ...outcomes.map((outcome): Announcement => ({ kind: 'outcome', run: context.run, outcome })),
      ...guards.map((notice): Announcement => ({ kind: 'notice', run: context.run, notice })),
    ]);
    return { ...reconciled, notices: [...reconciled.notices, ...untold] };
  }
}

/**
 * Applied changes cannot be announced later, because the next plan no longer contains them: a failed announcement becomes a
 * notice.
 */
export async function announce(
  { ports }: Pick<Context, 'ports'>,
  announcements: readonly Announcement[],
): Promise<readonly Notice[]> {
  try {
    await ports.announce(announcements);
    return [];
  } catch (error) {
    if (!(error instanceof LenskeeperError)) throw error;
    return [{ kind: 'scope-failed', message: error.message }];
  }
}

function followUps(outcomes: readonly Outcome[]): readonly Wait[] {
  return outcomes.flatMap(({ action, outcome }): Wait[] =>
    outcome === 'applied' && action.kind === 'share-lens' && ASYNCHRONOUS_TARGETS.includes(action.target.kind)
      ? [{ subject: action.lens, reason: `the share with ${action.target.id} is new`, seconds: undefined }]
      : [],
  );
}
