import { describe, expect, it } from 'vitest';
import { type InvocationStep, stepsInOrder } from '../../../src/console/live/journeys/journey.ts';
import { verdictOf } from '../../../src/console/live/journeys/verdict.ts';
import { runIdOf } from '../../../src/events/run-id.ts';
import {
  aCall,
  anEvent,
  anUpload,
  EVENTS_QUEUE,
  journeyFacts,
  UPLOAD_RUN,
  WORK_QUEUE,
} from './journey-facts.ts';

const DEAD_LETTERS = 'arn:aws:sqs:eu-west-1:777788889999:lenskeeper-dev-work-dead-letters.fifo';

describe('JourneyLog', () => {
  it('puts an event, its messages, the functions and their calls and actions into one journey', () => {
    const { journeys, at } = anUpload();

    const [journey, ...others] = journeys.list();

    expect(others).toEqual([]);
    expect(journey).toMatchObject({ id: UPLOAD_RUN, title: 'Uploaded lenses/sign-in.json' });
    expect(verdictOf(journey!, at.now).state).toBe('done');
    const steps = stepsInOrder(journey!);
    expect(steps.map(({ kind }) => kind)).toEqual([
      'event',
      'rule',
      'message',
      'invocation',
      'message',
      'invocation',
    ]);
    expect(steps[5]).toMatchObject({
      functionName: 'lenskeeper-dev-reconcile',
      state: 'done',
      callCount: 4,
      throttledCount: 1,
      // To ask for what is not there is no failure.
      failedCallCount: 0,
      actions: [
        { action: 'import-lens', outcome: 'applied' },
        { action: 'share-lens', outcome: 'applied' },
      ],
    });
  });

  it('follows a message that comes back until it is a dead letter', () => {
    const { journeys, at, arrive, start, end, deadLetter, work } = journeyFacts();
    const stateNow = () => verdictOf(journeys.get(UPLOAD_RUN)!, at.now).state;
    arrive(WORK_QUEUE, 'm-1', work());
    start('reconcile', { 'm-1': work() });
    expect(stateNow()).toBe('running');

    end('reconcile', { batchItemFailures: [{ itemIdentifier: 'm-1' }] });
    expect(stateNow()).toBe('waiting');

    at.now += 900_000;
    start('reconcile', { 'm-1': work() }, 2);
    end('reconcile', { batchItemFailures: [{ itemIdentifier: 'm-1' }] });
    deadLetter(DEAD_LETTERS, 'm-1');

    const steps = stepsInOrder(journeys.get(UPLOAD_RUN)!);
    expect(stateNow()).toBe('failed');
    expect(steps[0]).toMatchObject({ state: 'dead-letter', queueArn: DEAD_LETTERS, receives: [{}, {}] });
    expect(steps.at(-1)).toMatchObject({ failedMessageIds: ['m-1'] });
  });

  it('tells of an action that was rejected, in the journey that wanted it', () => {
    const facts = anUpload();
    const rejected = { message: 'Action rejected', action: 'publish-lens', subject: 'lenses/sign-in.json' };
    const { journeys, at, start, log, end, work } = facts;

    start('reconcile', { 'm-3': work({ run: 'event-2' }), 'm-4': work() });
    log('reconcile', JSON.stringify({ ...rejected, run: 'event-2' }));
    end('reconcile');

    const stateNow = (id: string) => verdictOf(journeys.get(id)!, at.now).state;
    expect([stateNow('event-2'), stateNow(UPLOAD_RUN)]).toEqual(['failed', 'nothing-to-do']);
  });

  it('shows what waits for its time, and goes on when it is there', () => {
    const { journeys, at, arrive, work } = journeyFacts();
    arrive(WORK_QUEUE, 'm-1', work(), { visibleAt: 6_000 });

    expect(verdictOf(journeys.get(UPLOAD_RUN)!, 5_999).state).toBe('waiting');
    at.now = 6_000;
    expect(verdictOf(journeys.get(UPLOAD_RUN)!, at.now).state).toBe('running');
  });

  it('shows a batch in each of the journeys whose messages it holds', () => {
    const { journeys, arrive, start } = journeyFacts();
    const bodies = ['event-1', 'event-2'].map((id) => JSON.stringify(anEvent({ id })));
    for (const [index, body] of bodies.entries()) arrive(EVENTS_QUEUE, `m-${index}`, body);

    start('lens-changed', { 'm-0': bodies[0]!, 'm-1': bodies[1]! });

    const shared = journeys.list().map(({ steps }) => steps.get('invocation-request-lens-changed'));
    expect(shared).toHaveLength(2);
    expect(shared[0]).toBe(shared[1]);
  });

  it('gives calls to the invocation that runs, and to none when nobody knows who made them', () => {
    const { journeys, start } = journeyFacts();
    start('reconcile', {});

    journeys.called(aCall());
    journeys.called(aCall({ traceId: 'of-somebody-else' }));

    const step = journeys.get('request-reconcile')!.steps.get('invocation-request-reconcile');
    expect((step as InvocationStep).calls).toHaveLength(1);
  });

  it('names what happened in the organization', () => {
    const { journeys, deliver } = journeyFacts();
    const audit = (id: string, eventName: string, about: object) =>
      deliver(anEvent({ id, source: 'aws.organizations', detail: { eventName, ...about } }));

    audit('a', 'MoveAccount', { requestParameters: { accountId: '444455556666' } });
    audit('b', 'CreateAccountResult', {
      serviceEventDetails: { createAccountStatus: { accountId: '555566667777' } },
    });
    audit('c', 'CreateOrganizationalUnit', { requestParameters: { name: 'Data', parentId: 'r-ab12' } });

    expect(journeys.list().map(({ title }) => title)).toEqual([
      'OU created: Data',
      'Account created: 555566667777',
      'Account moved: 444455556666',
    ]);
  });

  it('forgets the oldest journeys when much is called', () => {
    const { journeys, start, end } = journeyFacts();
    for (let number = 0; number < 60; number += 1) {
      start(`run-${number}`, {});
      for (let calls = 0; calls < 1_500; calls += 1)
        journeys.called(aCall({ traceId: `trace-run-${number}` }));
      end(`run-${number}`);
    }

    const steps = journeys.list().flatMap((journey) => stepsInOrder(journey) as InvocationStep[]);
    expect(steps.map(({ callCount }) => callCount)).toEqual(Array(30).fill(1_500));
    expect(steps.map(({ calls }) => calls.length)).toEqual(Array(30).fill(1_000));
  });

  it('keeps the newest hundred journeys', () => {
    const { journeys, arrive } = journeyFacts();
    const eventOf = (number: number) => anEvent({ id: `event-${number}` });

    for (let number = 0; number < 250; number += 1) {
      arrive(EVENTS_QUEUE, `m-${number}`, JSON.stringify(eventOf(number)));
    }

    expect(journeys.list()).toHaveLength(100);
    expect(journeys.get(runIdOf(eventOf(249), ''))).toBeDefined();
    expect(journeys.get(runIdOf(eventOf(149), ''))).toBeUndefined();
  });
});
