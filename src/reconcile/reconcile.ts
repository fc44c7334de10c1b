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
 * @param plan makes the plan from fresh state; it is called again when a conflict says that the state changed
 * @param handOn keeps what is left for later. It goes before telling what was done: an event that is late harms nobody,
 *   and work that is not kept comes back only when its message does, which blocks the group meanwhile
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
    // The units are walked at most once; a later round finds them in the snapshot.
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

/** What is done is done, and looking at it again would find nothing to tell: that nobody could be told is a notice. */
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
