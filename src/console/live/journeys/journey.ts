import type { RecordedCall } from '../../../emulator/call-log.ts';
import type { BusEvent } from '../../../emulator/world.ts';

/** An event as it was first seen on a bus. */
interface EventStep {
  readonly kind: 'event';
  readonly id: string;
  /** Milliseconds of the emulator's clock, as everywhere in a journey. */
  readonly at: number;
  readonly event: BusEvent;
}

/** A rule that took the event to a target, or failed to. */
export interface RuleStep {
  readonly kind: 'rule';
  readonly id: string;
  readonly at: number;
  readonly ruleArn: string;
  readonly targetArn: string;
  readonly outcome: 'delivered' | 'dead-lettered' | 'dropped';
  readonly attempts: number;
  readonly reason: string | undefined;
}

/** A message in a queue: `returns` after a failed receive, until its visibility time-out is over. */
export interface MessageStep {
  readonly kind: 'message';
  readonly id: string;
  readonly at: number;
  readonly messageId: string;
  /** Where it is: a dead letter has left the queue that it was sent to. */
  queueArn: string;
  readonly body: string;
  readonly groupId: string | undefined;
  /** Nobody receives it before. */
  readonly visibleAt: number;
  state: 'waiting' | 'received' | 'done' | 'returns' | 'dead-letter';
  /** Invocations that received it, with the time of each. */
  readonly receives: { readonly at: number; readonly requestId: string }[];
  endedAt: number | undefined;
}

/** What a function said of one change, in its log. */
export interface ActionLine {
  readonly at: number;
  readonly outcome: string;
  /** Such as `share-lens`. */
  readonly action: string;
  readonly subject: string;
  readonly detail: string | undefined;
  readonly run: string | undefined;
}

/** A rejected lens, a notice or a return by way of `later` that a function's log tells of. */
export interface Trouble {
  /** `rejection`, `return`, or the kind of a notice. */
  readonly kind: string;
  readonly message: string;
  readonly run: string | undefined;
}

/** A line of a function's log. */
interface LogEntry {
  readonly at: number;
  readonly stream: 'stdout' | 'stderr';
  readonly line: string;
}

/** A function at work. Several journeys share it when it took their messages in one batch. */
export interface InvocationStep {
  readonly kind: 'invocation';
  readonly id: string;
  readonly at: number;
  readonly requestId: string;
  readonly functionName: string;
  readonly messageIds: readonly string[];
  /** How often its messages were received before, at most. */
  readonly repetitions: number;
  state: 'running' | 'done' | 'failed';
  durationMs: number | undefined;
  endedAt: number | undefined;
  error: { readonly errorType: string; readonly errorMessage: string } | undefined;
  /** Messages that it gave back. */
  failedMessageIds: readonly string[];
  readonly actions: ActionLine[];
  readonly troubles: Trouble[];
  readonly lines: LogEntry[];
  readonly calls: RecordedCall[];
  /** Exact, whatever number of calls and lines is kept. */
  callCount: number;
  throttledCount: number;
  failedCallCount: number;
}

export type Step = EventStep | RuleStep | MessageStep | InvocationStep;

/** All that followed from one trigger: a run, in Lenskeeper's words. */
export interface Journey {
  /** The id of the run. */
  readonly id: string;
  readonly startedAt: number;
  title: string;
  /** Lenskeeper caused the event itself, by what it wrote. */
  isOwn: boolean;
  /** By id of the step. */
  readonly steps: Map<string, Step>;
}

/** Steps as they happened; of one moment, in the order of the way through. */
export function stepsInOrder({ steps }: Journey): readonly Step[] {
  return [...steps.values()].sort((a, b) => a.at - b.at || RANK[a.kind] - RANK[b.kind]);
}

const RANK: Readonly<Record<Step['kind'], number>> = { event: 0, rule: 1, message: 2, invocation: 3 };

/** The last moment that is known of a journey. */
export function lastMoment({ startedAt, steps }: Journey): number {
  return [...steps.values()].reduce(
    (last, step) => Math.max(last, step.at, ('endedAt' in step && step.endedAt) || 0),
    startedAt,
  );
}
