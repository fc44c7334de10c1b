import { describe, expect, it } from 'vitest';
import { verdictOf } from '../../../src/console/live/journeys/verdict.ts';
import { aCall, anUpload, journeyFacts, UPLOAD_RUN, WORK_QUEUE } from './journey-facts.ts';

/** A reconcile whose function logged these lines, and what may come after it. */
function aReconcile(
  lines: readonly Readonly<Record<string, unknown>>[],
  facts: ReturnType<typeof journeyFacts> = journeyFacts(),
) {
  const { arrive, start, log, end, work } = facts;
  arrive(WORK_QUEUE, 'm-1', work());
  start('reconcile', { 'm-1': work() });
  for (const line of lines) log('reconcile', JSON.stringify({ run: UPLOAD_RUN, ...line }));
  end('reconcile');
  return facts;
}

const verdictIn = ({ journeys, at }: ReturnType<typeof journeyFacts>) =>
  verdictOf(journeys.get(UPLOAD_RUN)!, at.now);

const failedScope = { message: 'List accounts: AccessDeniedException', notice: 'scope-failed' };

describe('verdictOf', () => {
  it('is done when something was changed', () => {
    expect(verdictIn(anUpload())).toEqual({ state: 'done', reasons: [] });
  });

  it('says that there was nothing to do when nothing was changed', () => {
    expect(verdictIn(aReconcile([]))).toEqual({ state: 'nothing-to-do', reasons: [] });
  });

  it('is rejected when a lens is, with line and column', () => {
    const facts = aReconcile([
      { message: 'Lens rejected', subject: 'lenses/a.json', detail: 'line 1, column 17: no end' },
    ]);

    expect(verdictIn(facts)).toEqual({
      state: 'rejected',
      reasons: ['lenses/a.json is rejected: line 1, column 17: no end'],
    });
  });

  it('has failed when work was given up', () => {
    expect(verdictIn(aReconcile([failedScope]))).toEqual({ state: 'failed', reasons: [failedScope.message] });
  });

  it('waits while failed work is to come back, and is done when that came to its end', () => {
    const facts = aReconcile([failedScope, { message: 'Scope comes back later' }]);
    const { at, arrive, start, log, end, work } = facts;
    arrive(WORK_QUEUE, 'm-2', work({ attempt: 1 }), { visibleAt: 6_000 });
    expect(verdictIn(facts)).toEqual({
      state: 'waiting',
      reasons: [failedScope.message, 'The remaining work continues after a delay'],
    });

    at.now = 6_000;
    start('reconcile-again', { 'm-2': work({ attempt: 1 }) });
    log(
      'reconcile-again',
      JSON.stringify({ message: 'Action applied', action: 'share-lens', subject: 'lenses/a.json' }),
    );
    end('reconcile-again');

    expect(verdictIn(facts)).toEqual({ state: 'done', reasons: [] });
  });

  it('is done when a scope that waited for the walk of another invocation came to its end', () => {
    const waits = { message: 'Read the organization: another invocation is reading it', notice: 'waiting' };
    const facts = aReconcile([waits, { message: 'Scope comes back later' }]);
    const { arrive, start, log, end, work } = facts;

    arrive(WORK_QUEUE, 'm-2', work({ attempt: 1 }));
    start('reconcile-again', { 'm-2': work({ attempt: 1 }) });
    log(
      'reconcile-again',
      JSON.stringify({ message: 'Action applied', action: 'share-lens', subject: 'lenses/a.json' }),
    );
    end('reconcile-again');

    expect(verdictIn(facts)).toEqual({ state: 'done', reasons: [] });
  });

  it('waits for a person when the guard holds something', () => {
    const held = { message: '120 workloads to create wait for `lenskeeper apply`', notice: 'guard' };

    expect(verdictIn(aReconcile([held]))).toEqual({ state: 'waiting', reasons: [held.message] });
  });

  it('has failed when a call was denied, though the rest was done', () => {
    const facts = journeyFacts();
    facts.arrive(WORK_QUEUE, 'm-1', facts.work());
    facts.start('reconcile', { 'm-1': facts.work() });
    facts.journeys.called(
      aCall({
        service: 'organizations',
        operation: 'ListAccounts',
        status: 400,
        errorName: 'AccessDeniedException',
      }),
    );
    facts.end('reconcile');

    expect(verdictIn(facts)).toEqual({ state: 'failed', reasons: ['AWS denied organizations:ListAccounts'] });
  });

  it('takes a notice that is for information for no trouble', () => {
    const info = { message: 'lenses/a.json was deleted; its lens stays', notice: 'lens-source-gone' };

    expect(verdictIn(aReconcile([info])).state).toBe('nothing-to-do');
  });
});
