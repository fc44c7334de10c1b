import { JourneyLog } from '../../../src/console/live/journeys/journey-log.ts';
import type { RecordedCall } from '../../../src/emulator/call-log.ts';
import type { QueueActivity } from '../../../src/emulator/services/sqs/queue.ts';
import type { BusEvent } from '../../../src/emulator/world.ts';
import { runIdOf } from '../../../src/events/run-id.ts';
import type { WorkMessage } from '../../../src/reconcile/scope.ts';
import { aWorkMessage } from '../../builders.ts';

export const EVENTS_QUEUE = 'arn:aws:sqs:eu-west-1:777788889999:lenskeeper-dev-lens-events';
export const WORK_QUEUE = 'arn:aws:sqs:eu-west-1:777788889999:lenskeeper-dev-work.fifo';

export function anEvent(event: Partial<BusEvent> = {}): BusEvent {
  return {
    version: '0',
    id: 'event-1',
    'detail-type': 'Object Created',
    source: 'aws.s3',
    account: '777788889999',
    time: '2026-11-21T09:00:00Z',
    region: 'eu-west-1',
    resources: [],
    detail: { object: { key: 'lenses/sign-in.json' } },
    ...event,
  };
}

/** The run that the event of `anUpload` starts. */
export const UPLOAD_RUN = runIdOf(anEvent(), '');

export function aCall(call: Partial<RecordedCall> = {}): RecordedCall {
  return {
    seq: 1,
    at: 1_300,
    service: 'wellarchitected',
    operation: 'CreateLensShare',
    accountId: '777788889999',
    region: 'eu-west-1',
    principalArn: 'arn:aws:sts::777788889999:assumed-role/lenskeeper-dev-reconcile/x',
    traceId: 'trace-reconcile',
    input: {},
    status: 200,
    elapsedMs: 5,
    ...call,
  };
}

/** Facts as the emulator tells them, fed to a journey log by hand; the clock stands at `at.now`. */
export function journeyFacts() {
  const at = { now: 1_000 };
  const journeys = new JourneyLog(() => at.now);
  const message = (
    messageId: string,
    body: string,
    more: Partial<QueueActivity['message']> = {},
  ): QueueActivity['message'] => ({
    messageId,
    body,
    md5OfBody: '',
    attributes: new Map(),
    senderId: '',
    delayMs: undefined,
    groupId: undefined,
    deduplicationId: undefined,
    sequenceNumber: undefined,
    sentAt: at.now,
    enteredAt: at.now,
    deadLetterSourceArn: undefined,
    isCopy: false,
    visibleAt: at.now,
    receiptHandle: undefined,
    receivedAt: 0,
    firstReceivedAt: 0,
    receiveCount: 0,
    ...more,
  });
  return {
    at,
    journeys,
    arrive: (
      queueArn: string,
      messageId: string,
      body: string,
      more: Partial<QueueActivity['message']> = {},
    ) => journeys.arrived({ kind: 'sent', queueArn, message: message(messageId, body, more) }),
    deadLetter: (queueArn: string, messageId: string) =>
      journeys.arrived({ kind: 'dead-lettered', queueArn, message: message(messageId, '') }),
    deliver: (event: BusEvent, messageId?: string) =>
      journeys.delivered({
        time: at.now,
        event,
        ruleArn: 'arn:aws:events:eu-west-1:777788889999:rule/lenskeeper-dev-LensEventsRule',
        targetArn: EVENTS_QUEUE,
        outcome: 'delivered',
        attempts: 1,
        ...(messageId !== undefined && { messageId }),
      }),
    start: (name: string, bodies: Readonly<Record<string, string>>, receiveCount = 1) =>
      journeys.invoked({
        phase: 'started',
        functionName: `lenskeeper-dev-${name}`,
        requestId: `request-${name}`,
        traceId: `trace-${name}`,
        payload: {
          Records: Object.entries(bodies).map(([messageId, body]) => ({
            messageId,
            body,
            attributes: { ApproximateReceiveCount: String(receiveCount) },
          })),
        },
        time: at.now,
      }),
    end: (name: string, reply: unknown = { batchItemFailures: [] }) =>
      journeys.invoked({
        phase: 'ended',
        functionName: `lenskeeper-dev-${name}`,
        requestId: `request-${name}`,
        time: at.now,
        durationMs: 100,
        reply,
      }),
    log: (name: string, line: string) =>
      journeys.logged({
        functionName: `lenskeeper-dev-${name}`,
        requestId: `request-${name}`,
        stream: 'stdout',
        line,
        time: at.now,
      }),
    work: (message: Partial<WorkMessage> = {}) =>
      JSON.stringify(aWorkMessage({ run: UPLOAD_RUN, ...message })),
  };
}

/** One upload from its event to its shares. */
export function anUpload(facts = journeyFacts(), event: BusEvent = anEvent()) {
  const { at, arrive, deliver, start, end, log, work, journeys } = facts;
  const body = JSON.stringify(event);
  arrive(EVENTS_QUEUE, 'm-1', body);
  deliver(event, 'm-1');
  at.now = 1_050;
  start('lens-changed', { 'm-1': body });
  at.now = 1_100;
  const run = runIdOf(event, '');
  const scope = work({ run });
  arrive(WORK_QUEUE, 'm-2', scope, { groupId: '777788889999/eu-west-1/lenses' });
  end('lens-changed');
  at.now = 1_200;
  start('reconcile', { 'm-2': scope });
  journeys.called(aCall({ operation: 'ImportLens', at: 1_250 }));
  journeys.called(aCall({ status: 429, errorName: 'ThrottlingException', at: 1_260 }));
  journeys.called(aCall());
  journeys.called(aCall({ service: 's3', operation: 'GetObject', status: 404, errorName: 'NoSuchKey' }));
  at.now = 1_400;
  for (const action of ['import-lens', 'share-lens']) {
    log(
      'reconcile',
      JSON.stringify({
        level: 'INFO',
        message: 'Action applied',
        action,
        subject: 'lenses/sign-in.json',
        run,
      }),
    );
  }
  end('reconcile');
  return facts;
}
