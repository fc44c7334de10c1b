import pMap from 'p-map';
import { LenskeeperError, TerminalError } from '../errors.ts';
import { type Action, subjectOf } from './action.ts';
import { applyLens, type LensMaterial } from './apply-lens.ts';
import { applyWorkload } from './apply-workload.ts';
import type { Outcome } from './outcome.ts';
import type { Ports } from './ports.ts';

/** Subjects (lenses, accounts) that are handled at the same time; the pacer sets the rate of their calls. */
const SUBJECTS_AT_ONCE = 10;

/** `conflict`: the state has changed since it was read; the scope is read again and the action is planned again. */
export interface Attempt {
  readonly action: Action;
  readonly outcome: Outcome['outcome'] | 'conflict';
  readonly detail: string;
  /** The terminal error of a rejection. */
  readonly error?: TerminalError;
  /** ARN of the lens that was imported or published. */
  readonly lensArn?: string;
  /** Lenses of the index that no longer exist. */
  readonly goneLenses?: readonly string[];
  /** Id of the workload that was written. */
  readonly workloadId?: string;
}

/** What `apply` needs besides the plan: the text and ARN of each lens that the plan names. */
export type Materials = ReadonlyMap<string, LensMaterial>;

/**
 * Applies actions. Actions on one subject are done in order; subjects do not wait for each other, so that one bad lens or
 * account never holds up the others.
 */
export async function apply(
  actions: readonly Action[],
  materials: Materials,
  ports: Ports,
  onAttempt: (attempt: Attempt) => void = () => {},
): Promise<Attempt[]> {
  const chains = [...Map.groupBy(actions, subjectOf)];
  const attempts = await pMap(
    chains,
    async ([subject, chain]) => {
      const material = materials.get(subject);
      return material === undefined
        ? await applyWorkload(chain, ports, onAttempt)
        : await applyLens(chain, material, ports, onAttempt);
    },
    { concurrency: SUBJECTS_AT_ONCE },
  );
  return attempts.flat();
}

/**
 * Performs one action and returns its outcome.
 *
 * @throws any error that is not a LenskeeperError: a bug; the queue delivers the message again, then moves it to the dead
 *   letters
 */
export async function attempt(action: Action, act: () => Promise<string>): Promise<Attempt> {
  try {
    return { action, outcome: 'applied', detail: await act() };
  } catch (error) {
    if (error instanceof TerminalError) {
      return { action, outcome: 'rejected', detail: `${error.message}. ${error.mend}`, error };
    }
    if (error instanceof LenskeeperError) {
      return {
        action,
        outcome: error.kind === 'conflict' ? 'conflict' : 'deferred',
        detail: error.message,
      };
    }
    throw error;
  }
}

/** An action that was not tried because an earlier one did not succeed. */
export function notTried(action: Action, before: Attempt): Attempt {
  const outcome = before.outcome === 'rejected' ? 'rejected' : 'deferred';
  return { action, outcome, detail: `Not tried: ${before.action.kind} was ${before.outcome}` };
}
