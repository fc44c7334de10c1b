import { describe, expect, it } from 'vitest';
import { gaveUp, returnAfter, returnsOf } from '../../../src/reconcile/later.ts';
import type { Outcome } from '../../../src/reconcile/outcome.ts';
import { deduplicationId } from '../../../src/reconcile/work-message.ts';
import { aUnitTarget, aWorkload, aWorkMessage, LENS_KEY } from '../../builders.ts';

const wait = (subject: string, seconds?: number) => ({ subject, reason: 'not ready', seconds });
const creation = (account: string, outcome: Outcome['outcome']): Outcome => ({
  action: { kind: 'create-workload', account, workload: aWorkload(), lenses: [] },
  outcome,
  detail: '',
});
const accounts = (...accountIds: string[]) => aWorkMessage({ scope: { kind: 'accounts', accountIds } });
const A = '111122223333';
const B = '444455556666';
const C = '555566667777';

/** What comes back when it is all one scope. */
function returnOf(...parameters: Parameters<typeof returnsOf>) {
  const returns = returnsOf(...parameters);
  expect(returns.length).toBeLessThan(2);
  return returns[0];
}

describe('returnsOf', () => {
  it('returns nothing when everything is done or rejected', () => {
    const result = { outcomes: [creation(A, 'applied'), creation(B, 'rejected')], waits: [] };

    expect(returnOf(accounts(A, B), result)).toBeUndefined();
  });

  it('returns only the accounts that are deferred or must wait', () => {
    const result = { outcomes: [creation(A, 'applied'), creation(B, 'deferred')], waits: [wait(C)] };

    expect(returnOf(accounts(A, B, C), result)).toEqual({
      message: aWorkMessage({
        scope: { kind: 'accounts', accountIds: [B, C] },
        attempt: 1,
        importAttempt: 1,
      }),
      delaySeconds: 5,
    });
  });

  it('keeps the sequence of a unit that comes back beside its lenses, 25 times', () => {
    const result = { outcomes: [], waits: [wait('lenses/b.json'), { ...wait(LENS_KEY), isWhole: true }] };
    let message = aWorkMessage({ scope: { kind: 'unit-shares', unitId: 'ou-ab12-payments' }, sequence: 7 });

    for (let times = 0; times < 25; times += 1) {
      const [itself, lens] = returnsOf(message, result).map((back) => back.message);
      expect(itself).toMatchObject({ scope: message.scope, sequence: 7 });
      expect(Number.isSafeInteger(lens?.sequence)).toBe(true);
      message = itself ?? message;
    }
  });

  it('returns the scope of a lens unchanged', () => {
    const outcome: Outcome = {
      action: { kind: 'share-lens', lens: LENS_KEY, target: aUnitTarget() },
      outcome: 'deferred',
      detail: '',
    };

    expect(returnOf(aWorkMessage(), { outcomes: [outcome], waits: [] })?.message).toEqual(
      aWorkMessage({ attempt: 1, stalls: 1, importAttempt: 1 }),
    );
  });

  it('keeps the token of an import that is still in progress, and of no other', () => {
    const lens = { ...aWorkMessage(), attempt: 3, importAttempt: 1 };
    const outcome = (kind: 'import-lens' | 'publish-lens', became: Outcome['outcome']): Outcome => ({
      action:
        kind === 'import-lens'
          ? {
              kind,
              lens: LENS_KEY,
              name: 'A',
              digest: 'd',
              over: 'update',
              tags: { source: '', digest: '', version: '', objectVersion: '' },
              keepsExportOf: undefined,
            }
          : { kind, lens: LENS_KEY, version: '1.1', major: false },
      outcome: became,
      detail: '',
    });
    const tokenOf = (...outcomes: Outcome[]) =>
      returnOf(lens, { outcomes, waits: [] })?.message.importAttempt;

    expect(tokenOf(outcome('import-lens', 'deferred'), outcome('publish-lens', 'deferred'))).toBe(1);
    expect(tokenOf(outcome('import-lens', 'applied'), outcome('publish-lens', 'deferred'))).toBe(4);
  });

  it('passes on what the guard held back to the part that comes back', () => {
    const back = returnOf(accounts(A), { outcomes: [creation(A, 'deferred')], waits: [], held: ['creates'] });

    expect(back?.message.held).toEqual(['creates']);
  });

  it('comes back when the first account is known to be ready', () => {
    const back = returnOf(accounts(A, B), { outcomes: [], waits: [wait(A, 240), wait(B, 120)] });

    expect(back?.delaySeconds).toBe(120);
  });

  it('increases the delay as usual when the duration of one wait is unknown', () => {
    const back = returnOf({ ...accounts(A, B), stalls: 3 }, { outcomes: [], waits: [wait(A, 240), wait(B)] });

    expect(back?.delaySeconds).toBe(40);
  });

  it('does not delay deferred work for an account that settles in an hour', () => {
    const result = { outcomes: [creation(A, 'deferred')], waits: [wait(B, 3_600)] };

    expect(returnOf(accounts(A, B), result)?.delaySeconds).toBe(5);
  });

  it('limits the delay to 5 to 900 seconds', () => {
    const back = (seconds: number) =>
      returnOf(accounts(A), { outcomes: [], waits: [wait(A, seconds)] })?.delaySeconds;

    expect([back(0), back(3_600)]).toEqual([5, 900]);
  });

  it('comes back at once while there is progress, however often it came back before', () => {
    const result = { outcomes: [creation(A, 'applied'), creation(B, 'deferred')], waits: [] };

    const back = returnOf({ ...accounts(A, B), attempt: 40, stalls: 9 }, result);

    expect(back).toMatchObject({ delaySeconds: 5, message: { attempt: 41, stalls: 0 } });
  });

  it('does not walk the organization again for a scope that was planned from a fresh walk', () => {
    const message = { ...accounts(A), refreshOrganization: true, organizationAfter: 1_000 };

    const back = returnOf(message, { outcomes: [creation(A, 'deferred')], waits: [] });

    expect(back?.message).toMatchObject({ refreshOrganization: false, organizationAfter: undefined });
  });
});

describe('returnAfter', () => {
  it('doubles the delay from 5 to 900 seconds with each return without progress', () => {
    const delays = Array.from(
      { length: 10 },
      (_, stalls) => returnAfter(aWorkMessage({ stalls }))?.delaySeconds,
    );

    expect(delays).toEqual([5, 10, 20, 40, 80, 160, 320, 640, 900, 900]);
  });

  it('does not count a wait for work in progress as a return without progress', () => {
    const back = returnAfter(aWorkMessage({ stalls: 3 }), { seconds: 20, isUnderWay: true });

    expect(back).toMatchObject({ delaySeconds: 20, message: { attempt: 1, stalls: 3 } });
  });

  it('leaves the scope to the schedule after 25 returns without progress', () => {
    expect(returnAfter(aWorkMessage({ stalls: 24 }))?.message.stalls).toBe(25);
    expect(returnAfter(aWorkMessage({ stalls: 25 }))).toBeUndefined();
  });

  it('requests a fresh organization again when the scope could not be planned', () => {
    const back = returnAfter(aWorkMessage({ refreshOrganization: true }));

    expect(back?.message.refreshOrganization).toBe(true);
  });
});

describe('the return of a scope that covers everything', () => {
  const everything = (group: 'lenses' | 'workloads') =>
    aWorkMessage({ scope: { kind: 'everything', group }, sequence: 1 });
  const messagesBack = (group: 'lenses' | 'workloads', subjects: readonly string[]) =>
    returnsOf(everything(group), {
      outcomes: [],
      waits: subjects.map((subject) => wait(subject)),
    }).map(({ message }) => message);
  const scopesBack = (...parameters: Parameters<typeof messagesBack>) =>
    messagesBack(...parameters).map(({ scope }) => scope);

  it('has the remaining accounts, by the hundred', () => {
    const many = Array.from({ length: 250 }, (_, index) => String(100_000_000_000 + index));

    expect(scopesBack('workloads', [A, B])).toEqual([{ kind: 'accounts', accountIds: [A, B] }]);
    expect(scopesBack('workloads', many)).toEqual([
      { kind: 'accounts', accountIds: many.slice(0, 100) },
      { kind: 'accounts', accountIds: many.slice(100, 200) },
      { kind: 'accounts', accountIds: many.slice(200) },
    ]);
  });

  it('has each remaining lens separately', () => {
    expect(scopesBack('lenses', [LENS_KEY])).toEqual([{ kind: 'lens', key: LENS_KEY }]);
    expect(scopesBack('lenses', [LENS_KEY, 'lenses/b.json'])).toEqual([
      { kind: 'lens', key: LENS_KEY },
      { kind: 'lens', key: 'lenses/b.json' },
    ]);
  });

  it('has several messages that no queue treats as duplicates of each other or of the other group', () => {
    const many = Array.from({ length: 1_000 }, (_, index) => `lenses/${index}.json`);

    const messages = [
      ...messagesBack('lenses', many),
      ...returnsOf(
        { ...everything('workloads'), sequence: 0 },
        { outcomes: [], waits: Array.from({ length: 50_000 }, (_, index) => wait(`${index}`)) },
      ).map(({ message }) => message),
      everything('lenses'),
    ];

    expect(new Set(messages.map(deduplicationId)).size).toBe(messages.length);
  });
});

describe('gaveUp', () => {
  it('names the remaining subjects with their reasons after 25 returns without progress', () => {
    const result = { outcomes: [creation(A, 'deferred')], waits: [wait(B)] };

    expect(gaveUp({ ...accounts(A, B), stalls: 24 }, result)).toEqual([]);
    expect(gaveUp({ ...accounts(A, B), stalls: 25 }, result)).toMatchObject([
      { kind: 'gave-up', subject: A },
      { kind: 'gave-up', subject: B, message: expect.stringContaining('not ready') },
    ]);
  });

  it('says nothing while there is progress', () => {
    const result = { outcomes: [creation(A, 'applied'), creation(B, 'deferred')], waits: [] };

    expect(gaveUp({ ...accounts(A, B), stalls: 25 }, result)).toEqual([]);
  });
});
