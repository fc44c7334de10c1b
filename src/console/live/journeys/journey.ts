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

/** A message in a queue; `returns`: after a failed receive, until its visibility time-out ends. */
export interface MessageStep {
  readonly kind: 'message';
  readonly id: string;
  readonly at: number;
  readonly messageId: string;
  /** The current queue: a dead letter has left its original queue. */
  queueArn: string;
  readonly body: string;
  readonly groupId: string | undefined;
  /** The message cannot be received before this time. */
  readonly visibleAt: number;
  state: 'waiting' | 'received' | 'done' | 'returns' | 'dead-letter';
  /** The invocations that received it, with their times. */
  readonly receives: { readonly at: number; readonly requestId: string }[];
  endedAt: number | undefined;
}

/** An action that a function logged. */
export interface ActionLine {
  readonly at: number;
  readonly outcome: string;
  /** Such as `share-lens`. */
  readonly action: string;
  readonly subject: string;
  readonly detail: string | undefined;
  readonly run: string | undefined;
}

/** A rejected lens, a notice or a return through `later` that a function logged. */
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

/** An invocation. Several journeys share it when it received their messages in one batch. */
export interface InvocationStep {
  readonly kind: 'invocation';
  readonly id: string;
  readonly at: number;
  readonly requestId: string;
  readonly functionName: string;
  readonly messageIds: readonly string[];
  /** The highest number of earlier receives of its messages. */
  readonly repetitions: number;
  state: 'running' | 'done' | 'failed';
  durationMs: number | undefined;
  endedAt: number | undefined;
  error: { readonly errorType: string; readonly errorMessage: string } | undefined;
  /** Messages that it returned to the queue. */
  failedMessageIds: readonly string[];
  readonly actions: ActionLine[];
  readonly troubles: Trouble[];
  readonly lines: LogEntry[];
  readonly calls: RecordedCall[];
  /** The exact number; `calls` and `lines` may be cut. */
  callCount: number;
  throttledCount: number;
  failedCallCount: number;
}

export type Step = EventStep | RuleStep | MessageStep | InvocationStep;

/** Everything that followed from one trigger. In Lenskeeper this is a run. */
export interface Journey {
  /** The id of the run. */
  readonly id: string;
  readonly startedAt: number;
  title: string;
  /** Whether Lenskeeper itself caused the event. */
  isOwn: boolean;
  /** Steps by id. */
  readonly steps: Map<string, Step>;
}

/** Steps by time; at equal times in processing order. */
export function stepsInOrder({ steps }: Journey): readonly Step[] {
  return [...steps.values()].sort((a, b) => a.at - b.at || RANK[a.kind] - RANK[b.kind]);
}

const RANK: Readonly<Record<Step['kind'], number>> = { event: 0, rule: 1, message: 2, invocation: 3 };

/** The last known time of a journey. */
export function lastMoment({ startedAt, steps }: Journey): number {
  return [...steps.values()].reduce(
    (last, step) => Math.max(last, step.at, ('endedAt' in step && step.endedAt) || 0),
    startedAt,
  );
}
