import { fc, it as property } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { createLimitStore, type LimitInput } from '../../../src/emulator/limits.ts';

const call = {
  service: 'wellarchitected',
  operation: 'ListLenses',
  accountId: '777788889999',
  region: 'eu-west-1',
};

function aStore(...limits: LimitInput[]) {
  let now = 0;
  const store = createLimitStore(() => now);
  store.set(limits);
  return {
    ...store,
    at: (ms: number) => {
      now = ms;
    },
  };
}

describe('createLimitStore', () => {
  it('accepts every call without a limit', () => {
    expect(aStore().take(call)).toBe(true);
  });

  it('grants the burst, then the rate', () => {
    const store = aStore({ service: 'wellarchitected', operation: 'ListLenses', rate: 2, burst: 2 });

    expect([store.take(call), store.take(call), store.take(call)]).toEqual([true, true, false]);
    store.at(500);
    expect([store.take(call), store.take(call)]).toEqual([true, false]);
  });

  it('keeps a bucket for each account, Region and operation', () => {
    const store = aStore({ service: 'wellarchitected', operation: '*', rate: 0, burst: 1 });
    store.take(call);

    expect(store.take(call)).toBe(false);
    expect(store.take({ ...call, accountId: '444455556666' })).toBe(true);
    expect(store.take({ ...call, region: 'us-east-1' })).toBe(true);
    expect(store.take({ ...call, operation: 'GetLens' })).toBe(true);
  });

  it('lets operations share one bucket', () => {
    const shared = { service: 'wellarchitected', rate: 0, burst: 1, shared: 'reads' };
    const store = aStore({ ...shared, operation: 'ListLenses' }, { ...shared, operation: 'GetLens' });
    store.take(call);

    expect(store.take({ ...call, operation: 'GetLens' })).toBe(false);
  });

  it('prefers the limit that names the operation over the one for all', () => {
    const store = aStore(
      { service: 'wellarchitected', operation: '*', rate: 0, burst: 1 },
      { service: 'wellarchitected', operation: 'ListLenses', rate: 0, burst: 2 },
    );

    expect([store.take(call), store.take(call), store.take(call)]).toEqual([true, true, false]);
  });

  it('fills a stepped bucket at whole seconds only', () => {
    const store = aStore({ service: 'wellarchitected', rate: 1, burst: 1, refill: 'stepped' });
    store.at(900);
    store.take(call);

    store.at(999);
    expect(store.take(call)).toBe(false);
    store.at(1_000);
    expect(store.take(call)).toBe(true);
  });

  it('charges throttled calls when the limit says so', () => {
    const store = aStore({ service: 'wellarchitected', rate: 1, burst: 1, chargeThrottled: true });
    store.take(call);

    store.at(900);
    expect(store.take(call)).toBe(false);
    store.at(1_100);
    expect(store.take(call)).toBe(false);
  });

  property.prop([
    fc.double({ min: 0.1, max: 50, noNaN: true }),
    fc.integer({ min: 1, max: 20 }),
    fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 200 }),
  ])('never grants more than burst plus rate times time', (rate, burst, gaps) => {
    const store = aStore({ service: 'wellarchitected', rate, burst });
    let now = 0;
    let granted = 0;
    for (const gap of gaps) {
      now += gap;
      store.at(now);
      if (store.take(call)) granted += 1;
    }

    expect(granted).toBeLessThanOrEqual(burst + (rate * now) / 1000 + 1e-6);
  });
});
