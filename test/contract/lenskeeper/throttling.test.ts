import { afterEach, describe, expect, it } from 'vitest';
import type { WorkMessage } from '../../../src/reconcile/scope.ts';
import { LENS_KEY } from '../../builders.ts';
import { aLens } from '../../unit/lens/lens-builders.ts';
import { type Lenskeeper, POLICY, startLenskeeper } from './start-lenskeeper.ts';

const UNITS = 12;

let keeper: Lenskeeper | undefined;
afterEach(async () => {
  await keeper?.close();
  keeper = undefined;
});

/** An organization of some units, and a lens in the bucket that all of them are to get. */
async function start(): Promise<Lenskeeper> {
  keeper = await startLenskeeper({
    policy: POLICY,
    organization: {
      units: Array.from({ length: UNITS }, (_, index) => ({
        id: `ou-ab12-${String(index).padStart(8, '0')}`,
        name: `Unit ${index}`,
      })),
      delegatedAdministrators: { '777788889999': ['account.amazonaws.com'] },
    },
  });
  await keeper.put(LENS_KEY, aLens());
  return keeper;
}

/** How often an operation was answered with anything but an error. */
function countDone({ emulator }: Lenskeeper, operation: string): number {
  return emulator.calls({ operation }).filter(({ errorName }) => errorName === undefined).length;
}

describe('a WA Tool that throttles', () => {
  it('still gets everything done, and nothing twice', async () => {
    const keeper = await start();
    keeper.emulator.setLimits([{ service: 'wellarchitected', operation: '*', rate: 10, burst: 5 }]);

    const { outcomes } = await keeper.reconcileLens();

    expect(keeper.emulator.countCalls({ errorName: 'ThrottlingException' })).toBeGreaterThan(0);
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(Array(UNITS + 2).fill('applied'));
    expect(countDone(keeper, 'CreateLensShare')).toBe(UNITS);
    expect(countDone(keeper, 'CreateLensVersion')).toBe(1);
    expect(keeper.lenses()).toMatchObject([{ versions: ['1.0'] }]);
    expect(keeper.lenses()[0]?.sharedWith).toHaveLength(UNITS);
  });

  it('is left at the deadline, and what is not done comes back and is finished', async () => {
    const keeper = await start();
    keeper.emulator.setLimits([
      { service: 'wellarchitected', operation: 'CreateLensShare', rate: 0, burst: 4 },
    ]);

    const first = await keeper.work({}, { withinMs: 2_500 });
    const afterFirst = keeper.lenses()[0]?.sharedWith.length;
    keeper.emulator.setLimits([]);
    const [back] = await keeper.returns();
    const second = await keeper.work(back ?? ({} as Partial<WorkMessage>));

    const deferred = first.outcomes.filter(({ outcome }) => outcome === 'deferred');
    expect({ afterFirst, deferred: deferred.length }).toEqual({ afterFirst: 4, deferred: UNITS - 4 });
    expect(first.deferredSeconds).toBe(5);
    expect(back).toMatchObject({ scope: { kind: 'lens', key: LENS_KEY }, attempt: 1 });
    expect(second.outcomes.map(({ outcome }) => outcome)).toEqual(Array(UNITS - 4).fill('applied'));
    expect(countDone(keeper, 'CreateLensShare')).toBe(UNITS);
    expect(countDone(keeper, 'CreateLensVersion')).toBe(1);
    expect(keeper.lenses()[0]?.sharedWith).toHaveLength(UNITS);
  });

  it('in the middle of publishing is taken up where it was left, without a second version', async () => {
    const keeper = await start();
    keeper.emulator.setFaults([
      { service: 'wellarchitected', operation: 'CreateLensVersion', kind: 'throttle' },
    ]);

    const first = await keeper.work({}, { withinMs: 1_500 });
    keeper.emulator.setFaults([]);
    const [back] = await keeper.returns();
    await keeper.work(back ?? {});

    expect(first.outcomes.map(({ outcome }) => outcome)).toEqual([
      'applied',
      ...Array(UNITS + 1).fill('deferred'),
    ]);
    expect(keeper.lenses()).toMatchObject([
      { versions: ['1.0'], hasDraft: false, tags: { 'lenskeeper:version': '1.0' } },
    ]);
    expect(keeper.lenses()[0]?.sharedWith).toHaveLength(UNITS);
  });
});

describe('an Organizations that throttles the reading of tags', () => {
  it('does not make the next comparison begin anew: what was read is kept', async () => {
    keeper = await startLenskeeper({
      policy: POLICY.replace('{ ou: "/Production/**" }', '{ tags: { tier: critical } }'),
    });
    keeper.emulator.setLimits([
      { service: 'organizations', operation: 'ListTagsForResource', rate: 0, burst: 1 },
    ]);

    await Promise.allSettled([keeper.reconcileAll({ withinMs: 1_500 })]);

    const { accounts } = JSON.parse(keeper.read('state/account-tags.json') ?? '{"accounts":{}}');
    expect(Object.keys(accounts)).toHaveLength(1);
  });
});
