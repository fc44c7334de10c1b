import type { InvocationStep, Journey } from '../journeys/journey.ts';
import type { JourneyState } from '../journeys/verdict.ts';

export const STATE_WORDS: Readonly<Record<JourneyState, string>> = {
  running: 'In progress',
  failed: 'Failed',
  rejected: 'Rejected',
  waiting: 'Waiting',
  done: 'Done',
  'nothing-to-do': 'Nothing to do',
};

/** Totals over the invocations of a journey. */
export function totals({ steps, id }: Journey): {
  readonly actions: number;
  readonly calls: number;
  readonly throttled: number;
} {
  const invocations = [...steps.values()].filter(
    (step): step is InvocationStep => step.kind === 'invocation',
  );
  const sum = (count: (step: InvocationStep) => number) =>
    invocations.reduce((total, step) => total + count(step), 0);
  return {
    actions: sum(
      ({ actions }) => actions.filter(({ run = id, outcome }) => run === id && outcome === 'applied').length,
    ),
    calls: sum(({ callCount }) => callCount),
    throttled: sum(({ throttledCount }) => throttledCount),
  };
}
