import type { InvocationStep, Journey, JourneyState } from '../journeys/journey.ts';

export const STATE_WORDS: Readonly<Record<JourneyState, string>> = {
  running: 'Under way',
  waiting: 'Waits for its time',
  failed: 'Failed',
  done: 'Done',
};

/** Sums over the invocations of a journey. */
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
