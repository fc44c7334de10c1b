import { counted } from '../../../report/counted.ts';
import { type Html, html } from '../../../report/html.ts';
import { answerOf, type CallAnswer } from '../journeys/answer-of.ts';
import { eventNameOf } from '../journeys/describe-trigger.ts';
import type {
  ActionLine,
  InvocationStep,
  Journey,
  MessageStep,
  RuleStep,
  Step,
} from '../journeys/journey.ts';
import { pairActions } from '../journeys/pair-actions.ts';
import { duration, nameOf, shortName, timeOfDay } from './words.ts';

/** The most marks in a row: more cannot be distinguished. */
const MOST_MARKS = 300;

/** One row of the journey. */
export interface Row {
  /** The id in the page's address. */
  readonly id: string;
  readonly at: number;
  readonly kind: 'event' | 'rule' | 'message' | 'function' | 'actions' | 'calls';
  readonly name: Html | string;
  /** A short description of the outcome. */
  readonly outcome: string;
  readonly tone: 'good' | 'busy' | 'bad' | 'plain';
  /** The end of the bar; without it the row has marks. */
  readonly until?: number | undefined;
  readonly marks?: readonly { readonly at: number; readonly tone: string }[];
}

const TONES: Readonly<Record<CallAnswer, string>> = {
  answered: 'good',
  absent: 'good',
  throttled: 'bad',
  failed: 'bad',
};

/** The rows of one step of a journey. */
export function rowsOf(step: Step, journey: Journey, now: number): readonly Row[] {
  switch (step.kind) {
    case 'event':
      return [
        {
          id: step.id,
          at: step.at,
          kind: 'event',
          name: html`${nameOf(eventNameOf(step.event))} <small>of ${step.event.source}, account ${step.event.account}, ${step.event.region}</small>`,
          outcome: '',
          tone: 'plain',
        },
      ];
    case 'rule':
      return [ruleRow(step)];
    case 'message':
      return [messageRow(step, now)];
    case 'invocation':
      return invocationRows(step, journey, now);
  }
}

function ruleRow({ id, at, ruleArn, targetArn, outcome, attempts }: RuleStep): Row {
  const account = ruleArn.split(':')[4];
  const tries = attempts > 1 ? ` after ${attempts} attempts` : '';
  return {
    id,
    at,
    kind: 'rule',
    name: html`${shortName(ruleArn)} <small>of ${account}, to ${targetName(targetArn)}</small>`,
    outcome: `${outcome}${tries}`,
    tone: outcome === 'delivered' ? 'good' : 'bad',
  };
}

/** A bus is named by its account. */
function targetName(arn: string): string {
  const [, , , , account, resource = ''] = arn.split(':');
  return resource.startsWith('event-bus/') ? `the bus of ${account}` : shortName(arn);
}

function messageRow(step: MessageStep, now: number): Row {
  const { id, at, queueArn, groupId, receives, state, visibleAt } = step;
  const first = receives[0]?.at;
  const times = receives.length > 1 ? `, ${receives.length} receives` : '';
  const outcomes: Readonly<Record<MessageStep['state'], readonly [string, Row['tone']]>> = {
    waiting: [visibleAt > now ? `waiting until ${timeOfDay(visibleAt)}` : 'waiting', 'busy'],
    received: [`received after ${duration((first ?? at) - at)}${times}`, 'busy'],
    done: [`received after ${duration((first ?? at) - at)}${times}, deleted`, 'good'],
    returns: [`will be received again${times}`, 'busy'],
    'dead-letter': [`dead letter${times}`, 'bad'],
  };
  const [outcome, tone] = outcomes[state];
  return {
    id,
    at,
    kind: 'message',
    name: html`${shortName(queueArn)}${groupId !== undefined && html` <small>group ${nameOf(groupId)}</small>`}`,
    outcome,
    tone,
    until: receives.at(-1)?.at ?? now,
  };
}

function invocationRows(step: InvocationStep, { id: run }: Journey, now: number): readonly Row[] {
  const { id, at, functionName, messageIds, state, durationMs, endedAt, calls, error, repetitions } = step;
  const shared = messageIds.length > 1 ? html` <small>batch of ${messageIds.length} messages</small>` : false;
  const again = repetitions > 0 ? html` <small>attempt ${repetitions + 1}</small>` : false;
  const actions = step.actions.filter((action) => (action.run ?? run) === run);
  // The log records all actions at the end; the calls have the times.
  const doneAt = pairActions(actions, calls).map(({ action, call }) => call?.at ?? action.at);
  const given = step.failedMessageIds.length;
  const outcome =
    state === 'running'
      ? 'running'
      : state === 'failed'
        ? `failed: ${error?.errorType ?? 'error'}`
        : given > 0
          ? `${counted(given, 'message')} failed, will be received again`
          : duration(durationMs ?? 0);
  const rows: Row[] = [
    {
      id,
      at,
      kind: 'function',
      name: html`${shortName(functionName)}${shared}${again}`,
      outcome,
      tone: state === 'running' ? 'busy' : state === 'failed' || given > 0 ? 'bad' : 'good',
      until: endedAt ?? now,
    },
  ];
  if (actions.length > 0) {
    rows.push({
      id: id.replace('invocation-', 'actions-'),
      at: Math.min(...doneAt),
      kind: 'actions',
      name: summariseActions(actions),
      outcome: outcomesOf(actions),
      tone: actions.some((action) => action.outcome === 'rejected') ? 'bad' : 'good',
      marks: doneAt.slice(0, MOST_MARKS).map((time) => ({ at: time, tone: 'good' })),
    });
  }
  if (step.callCount > 0) {
    const { callCount, throttledCount, failedCallCount } = step;
    rows.push({
      id: id.replace('invocation-', 'calls-'),
      at: calls[0]?.at ?? at,
      kind: 'calls',
      name: counted(callCount, 'call'),
      outcome: [
        ...(throttledCount > 0 ? [`${throttledCount} throttled`] : []),
        ...(failedCallCount > 0 ? [`${failedCallCount} failed`] : []),
      ].join(', '),
      tone: throttledCount + failedCallCount > 0 ? 'bad' : 'good',
      marks: calls.slice(0, MOST_MARKS).map((call) => ({ at: call.at, tone: TONES[answerOf(call)] })),
    });
  }
  return rows;
}

/** `1 import-lens, 14 share-lens`. */
function summariseActions(actions: readonly ActionLine[]): string {
  return [...Map.groupBy(actions, ({ action }) => action)]
    .map(([action, group]) => `${group.length} ${action}`)
    .join(', ');
}

function outcomesOf(actions: readonly ActionLine[]): string {
  return [...Map.groupBy(actions, ({ outcome }) => outcome)]
    .map(([outcome, group]) => `${group.length} ${outcome}`)
    .join(', ');
}
