import { answerOf } from './answer-of.ts';
import type { InvocationStep, Journey } from './journey.ts';

/**
 * The state of a journey. `running` takes precedence over `failed` and `rejected`, and these over `waiting`; `done`
 * means that something was changed, `nothing-to-do` that no change was necessary.
 */
export type JourneyState = 'running' | 'failed' | 'rejected' | 'waiting' | 'done' | 'nothing-to-do';

export interface Verdict {
  readonly state: JourneyState;
  /** Why it failed, was rejected or waits: sentences, most serious first. */
  readonly reasons: readonly string[];
}

/** The most reasons that are shown. */
const MOST_REASONS = 3;

/** `put-off`: it failed and is tried again later, so it is a reason only while something waits. */
type Reason = { readonly state: 'failed' | 'rejected' | 'waiting' | 'put-off'; readonly text: string };

const RANK: Readonly<Record<Reason['state'], number>> = { failed: 0, rejected: 1, 'put-off': 2, waiting: 3 };

/** The notices that determine the state of their subject; all others are for information. */
const STATE_OF_NOTICE: ReadonlyMap<string, Reason['state']> = new Map([
  ['scope-failed', 'failed'],
  ['gave-up', 'failed'],
  ['lens-quota', 'failed'],
  ['version-quota', 'failed'],
  ['share-quota', 'failed'],
  ['workload-quota', 'failed'],
  ['policy-invalid', 'rejected'],
  ['lens-invalid', 'rejected'],
  ['lens-rejected-before', 'rejected'],
  ['name-clash', 'rejected'],
  ['workload-invalid', 'rejected'],
  ['guard', 'waiting'],
  ['waiting', 'waiting'],
]);

/** Notices of a whole scope: when the scope comes back, its next look decides. */
const PUT_OFF: readonly string[] = ['scope-failed', 'waiting'];

/** @param now milliseconds of the emulator's clock */
export function verdictOf(journey: Journey, now: number): Verdict {
  const { isRunning, hasChanged, reasons } = lookAt(journey, now);
  const isWaiting = reasons.some(({ state }) => state === 'waiting');
  const sorted = reasons
    .filter(({ state }) => state !== 'put-off' || isWaiting)
    .toSorted((left, right) => RANK[left.state] - RANK[right.state]);
  const worst = sorted[0]?.state ?? (hasChanged ? 'done' : 'nothing-to-do');
  return {
    state: isRunning ? 'running' : worst === 'put-off' ? 'waiting' : worst,
    reasons: [...new Set(sorted.map(({ text }) => text))].slice(0, MOST_REASONS),
  };
}

function lookAt(journey: Journey, now: number) {
  const reasons: Reason[] = [];
  let isRunning = false;
  let hasChanged = false;
  for (const step of journey.steps.values()) {
    switch (step.kind) {
      case 'event':
        break;
      case 'rule':
        if (step.outcome !== 'delivered') {
          reasons.push(failed(`The rule did not deliver the event${because(step.reason)}`));
        }
        break;
      case 'message':
        isRunning ||= step.state === 'received' || (step.state === 'waiting' && step.visibleAt <= now);
        if (step.state === 'dead-letter') reasons.push(failed('A message became a dead letter'));
        if (step.state === 'returns') {
          reasons.push({ state: 'waiting', text: 'A message failed and will be received again' });
        }
        if (step.state === 'waiting' && step.visibleAt > now) {
          reasons.push({ state: 'waiting', text: 'The remaining work continues after a delay' });
        }
        break;
      case 'invocation':
        isRunning ||= step.state === 'running';
        hasChanged ||= ownActions(step, journey).some(({ outcome }) => outcome === 'applied');
        reasons.push(...reasonsOf(step, journey));
        break;
    }
  }
  return { isRunning, hasChanged, reasons };
}

function reasonsOf(step: InvocationStep, journey: Journey): readonly Reason[] {
  const { messageIds, state, error } = step;
  return [
    // A message is received again; a failed invocation without a message is not repeated.
    ...(messageIds.length === 0 && state === 'failed'
      ? [failed(`The function failed${because(error && `${error.errorType}: ${error.errorMessage}`)}`)]
      : []),
    ...ownActions(step, journey).flatMap(({ outcome, action, subject, detail }): readonly Reason[] =>
      outcome === 'rejected' ? [failed(`${action} ${subject}: ${detail ?? 'AWS rejected it'}`)] : [],
    ),
    ...troublesOf(step, journey),
    ...deniedCalls(step),
  ];
}

function troublesOf({ troubles }: InvocationStep, { id }: Journey): readonly Reason[] {
  const own = troubles.filter(({ run = id }) => run === id);
  const comesBack = own.some(({ kind }) => kind === 'return');
  return own.flatMap(({ kind, message }): readonly Reason[] => {
    const state = kind === 'rejection' ? 'rejected' : STATE_OF_NOTICE.get(kind);
    if (state === undefined) return [];
    return [{ state: comesBack && PUT_OFF.includes(kind) ? 'put-off' : state, text: message }];
  });
}

/** A denied call is a failure even if the function continued: a permission is missing. */
function deniedCalls({ calls }: InvocationStep): readonly Reason[] {
  const denied = calls.filter(
    (call) => answerOf(call) === 'failed' && /AccessDenied/.test(call.errorName ?? ''),
  );
  return denied.map(({ service, operation }) => failed(`AWS denied ${service}:${operation}`));
}

function ownActions({ actions }: InvocationStep, { id }: Journey) {
  return actions.filter(({ run = id }) => run === id);
}

function failed(text: string): Reason {
  return { state: 'failed', text };
}

function because(reason: string | undefined): string {
  return reason === undefined ? '' : `: ${reason}`;
}
