import type { RecordedCall } from '../../../emulator/call-log.ts';
import type { DeliveryReport } from '../../../emulator/services/events/dispatch.ts';
import type { QueueActivity } from '../../../emulator/services/sqs/queue.ts';
import type { LogLine, StackEventMap } from '../../../emulator/stack/stack-events.ts';
import { runIdOf } from '../../../events/run-id.ts';
import { answerOf } from './answer-of.ts';
import { describeInvocation, describeTrigger, isOwnEvent } from './describe-trigger.ts';
import type { InvocationStep, Journey, MessageStep, Step } from './journey.ts';
import { type InvokedWith, messagesIn } from './messages-in.ts';
import { readActionLine } from './read-action-line.ts';
import { readTroubleLine } from './read-trouble-line.ts';
import { runOf } from './run-of.ts';

/** Limits of what is kept, so that a console can stay open for days. */
const MOST_JOURNEYS = 100;
const MOST_STEPS = 400;
/** Of one invocation. */
const MOST_CALLS = 1_000;
const MOST_LINES = 400;
/** Calls, lines and actions of all journeys together. */
const MOST_FACTS = 30_000;
/** A longer body is cut. */
const LONGEST_BODY = 20_000;

type Invocation = StackEventMap['invocation'];

/**
 * Connects events with the messages that they become, the invocations that receive them, and the calls, actions and log
 * lines of each invocation. Only the newest journeys are kept.
 */
export class JourneyLog {
  readonly #journeys = new Map<string, Journey>();
  /** The journeys of an invocation, by request id, and by trace for calls. */
  readonly #running = new Map<string, { readonly step: InvocationStep; readonly traceId: string }>();
  readonly #byTrace = new Map<string, InvocationStep>();
  readonly #messages = new Map<string, MessageStep>();
  readonly #listeners = new Set<() => void>();
  readonly #now: () => number;
  #facts = 0;

  /** @param now milliseconds of the emulator's clock */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Newest first. */
  list(): readonly Journey[] {
    return [...this.#journeys.values()].reverse();
  }

  get(id: string): Journey | undefined {
    return this.#journeys.get(id);
  }

  now(): number {
    return this.#now();
  }

  /** Calls the listener on every change; the returned function removes the listener. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  delivered(report: DeliveryReport): void {
    const { event, time: at, ruleArn, targetArn, outcome, attempts, reason, messageId } = report;
    const journey = this.#journey(runIdOf(event, ''), at);
    journey.title = describeTrigger(event);
    journey.isOwn = isOwnEvent(event);
    if (!journey.steps.has('event')) {
      this.#add(journey, { kind: 'event', id: 'event', at: journey.startedAt, event });
    }
    const id = `rule-${journey.steps.size}`;
    // The report of the rule comes after the message that the rule sent.
    const madeAt = this.#messages.get(messageId ?? '')?.at ?? at;
    this.#add(journey, { kind: 'rule', id, at: madeAt, ruleArn, targetArn, outcome, attempts, reason });
  }

  arrived({ kind, queueArn, message }: QueueActivity): void {
    const known = this.#messages.get(message.messageId);
    if (known !== undefined) {
      // A dead letter and a copy keep the id of the message; a copy changes nothing here.
      if (kind === 'dead-lettered') Object.assign(known, { queueArn, state: 'dead-letter' });
      this.#changed();
      return;
    }
    const { messageId, body, groupId, visibleAt, sentAt } = message;
    const journey = this.#journey(runOf(body, messageId), sentAt);
    const step: MessageStep = {
      kind: 'message',
      id: `message-${messageId}`,
      at: sentAt,
      messageId,
      queueArn,
      body:
        body.length <= LONGEST_BODY ? body : `${body.slice(0, LONGEST_BODY)}… (${body.length} characters)`,
      groupId,
      visibleAt,
      state: 'waiting',
      receives: [],
      endedAt: undefined,
    };
    if (this.#add(journey, step)) this.#messages.set(messageId, step);
  }

  invoked(invocation: Invocation): void {
    if (invocation.phase === 'started') this.#started(invocation);
    else this.#ended(invocation);
    this.#changed();
  }

  logged({ requestId = '', line, stream, time }: LogLine): void {
    const step = this.#running.get(requestId)?.step;
    if (step === undefined) return;
    this.#keep(step.lines, { at: time, stream, line }, MOST_LINES);
    const action = readActionLine(line, time);
    if (action !== undefined) this.#keep(step.actions, action, MOST_LINES);
    const trouble = readTroubleLine(line);
    if (trouble !== undefined) this.#keep(step.troubles, trouble, MOST_LINES);
    this.#changed();
  }

  called(call: RecordedCall): void {
    const step = this.#byTrace.get(call.traceId ?? '');
    if (step === undefined) return;
    this.#keep(step.calls, call, MOST_CALLS);
    step.callCount += 1;
    const answer = answerOf(call);
    if (answer === 'throttled') step.throttledCount += 1;
    if (answer === 'failed') step.failedCallCount += 1;
    this.#changed();
  }

  #started({
    requestId,
    traceId,
    functionName,
    payload,
    time,
  }: Extract<Invocation, { phase: 'started' }>): void {
    const messages = messagesIn(payload);
    const step: InvocationStep = {
      kind: 'invocation',
      id: `invocation-${requestId}`,
      at: time,
      requestId,
      functionName,
      messageIds: messages.map(({ messageId }) => messageId),
      repetitions: Math.max(0, ...messages.map(({ receiveCount }) => receiveCount - 1)),
      state: 'running',
      durationMs: undefined,
      endedAt: undefined,
      error: undefined,
      failedMessageIds: [],
      actions: [],
      troubles: [],
      lines: [],
      calls: [],
      callCount: 0,
      throttledCount: 0,
      failedCallCount: 0,
    };
    for (const journey of this.#journeysOf(messages, requestId, time)) {
      if (messages.length === 0) journey.title = describeInvocation(functionName);
      this.#add(journey, step);
    }
    for (const { messageId } of messages) {
      const message = this.#messages.get(messageId);
      if (message === undefined) continue;
      message.state = 'received';
      message.receives.push({ at: time, requestId });
    }
    this.#running.set(requestId, { step, traceId });
    this.#byTrace.set(traceId, step);
  }

  #ended({ requestId, time, durationMs, error, reply }: Extract<Invocation, { phase: 'ended' }>): void {
    const running = this.#running.get(requestId);
    if (running === undefined) return;
    const { step, traceId } = running;
    this.#running.delete(requestId);
    this.#byTrace.delete(traceId);
    const failed = error === undefined ? failedIn(reply) : step.messageIds;
    Object.assign(step, {
      state: error === undefined ? 'done' : 'failed',
      durationMs,
      endedAt: time,
      error,
      failedMessageIds: failed,
    });
    for (const messageId of step.messageIds) {
      const message = this.#messages.get(messageId);
      if (message === undefined || message.state !== 'received') continue;
      message.state = failed.includes(messageId) ? 'returns' : 'done';
      message.endedAt = time;
    }
  }

  #journeysOf(messages: readonly InvokedWith[], requestId: string, time: number): readonly Journey[] {
    if (messages.length === 0) return [this.#journey(requestId, time)];
    const runs = new Set(messages.map(({ messageId, body }) => runOf(body, messageId)));
    return [...runs].map((run) => this.#journey(run, time));
  }

  #journey(id: string, startedAt: number): Journey {
    const known = this.#journeys.get(id);
    if (known !== undefined) return known;
    const title = id.startsWith('cli-') ? 'Reconcile requested on the command line' : 'Reconcile requested';
    const journey: Journey = { id, startedAt, title, isOwn: false, steps: new Map() };
    this.#journeys.set(id, journey);
    if (this.#journeys.size > MOST_JOURNEYS) this.#forgetOldest();
    return journey;
  }

  #keep<Fact>(facts: Fact[], fact: Fact, most: number): void {
    if (facts.length >= most) return;
    facts.push(fact);
    this.#facts += 1;
    while (this.#facts > MOST_FACTS && this.#journeys.size > 1) this.#forgetOldest();
  }

  /** Removes a journey and the facts of its invocations, including invocations that a newer journey shares. */
  #forgetOldest(): void {
    const [oldest] = this.#journeys.values();
    if (oldest === undefined) return;
    this.#journeys.delete(oldest.id);
    for (const step of oldest.steps.values()) {
      if (step.kind === 'message') this.#messages.delete(step.messageId);
      if (step.kind !== 'invocation') continue;
      for (const facts of [step.calls, step.lines, step.actions, step.troubles])
        this.#facts -= facts.splice(0).length;
      this.#byTrace.delete(this.#running.get(step.requestId)?.traceId ?? '');
      this.#running.delete(step.requestId);
    }
  }

  /** False when the journey is full. */
  #add(journey: Journey, step: Step): boolean {
    const hasRoom = journey.steps.size < MOST_STEPS;
    if (hasRoom) journey.steps.set(step.id, step);
    this.#changed();
    return hasRoom;
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}

function failedIn(reply: unknown): readonly string[] {
  if (typeof reply !== 'object' || reply === null || !('batchItemFailures' in reply)) return [];
  const { batchItemFailures: failures } = reply;
  if (!Array.isArray(failures)) return [];
  return failures.flatMap((failure: unknown) =>
    typeof failure === 'object' && failure !== null && 'itemIdentifier' in failure
      ? [String(failure.itemIdentifier)]
      : [],
  );
}
