import { describe, expect, it } from 'vitest';
import { createLearnedRates } from '../../../../src/aws/pacing/learned-rates.ts';
import { createPacer, type Pacer } from '../../../../src/aws/pacing/pacer.ts';
import { TransientError } from '../../../../src/errors.ts';

const DOMAIN = { accountId: '111122223333', region: 'eu-west-1' };
const DAY_MS = 24 * 60 * 60 * 1_000;
const NOW = 1_000 * DAY_MS;

interface Rate {
  readonly accountId: string;
  readonly region: string;
  readonly operation: string;
  readonly rate: number;
  readonly at: number;
}

const aRate = (changes: Partial<Rate> = {}): Rate => ({
  ...DOMAIN,
  operation: 'CreateLensShare',
  rate: 10,
  at: NOW - DAY_MS,
  ...changes,
});

const textOf = (...rates: readonly Rate[]) => JSON.stringify({ version: 1, rates });

/** The caches of a bucket, in memory. */
function createState(text?: string) {
  const written: { name: string; text: string }[] = [];
  let current = text;
  return {
    written,
    rates: (): readonly Rate[] => (current === undefined ? [] : JSON.parse(current).rates),
    readState: async () => current,
    writeCache: async (name: string, next: string) => {
      current = next;
      written.push({ name, text: next });
    },
  };
}

const anUnreadableState = () => ({
  ...createState(),
  readState: () => Promise.reject(new TransientError('Read state/rates.json: ServiceUnavailable')),
});

/** A pacer that has learned something, and that tells what it was told to remember. */
function aPacer(learned: Readonly<Record<string, number>> = {}) {
  const told: Record<string, number>[] = [];
  const pacer: Pacer = {
    ...createPacer(),
    learned: () => new Map(Object.entries(learned)),
    remember: (rates) => told.push(Object.fromEntries(rates)),
  };
  return { pacer, told };
}

const ratesOf = (pacer: Pacer) => createLearnedRates({ domain: DOMAIN, pacer, now: () => NOW });

describe('recalling rates', () => {
  it('gives the pacer the rates of its own domain', async () => {
    const { pacer, told } = aPacer();
    const state = createState(
      textOf(
        aRate(),
        aRate({ operation: 'ImportLens', rate: 3 }),
        aRate({ region: 'us-east-1', rate: 70 }),
        aRate({ accountId: '444455556666', rate: 80 }),
      ),
    );

    await ratesOf(pacer).recall(state);

    expect(told).toEqual([{ CreateLensShare: 10, ImportLens: 3 }]);
  });

  it.each([
    ['missing', undefined],
    ['broken', '{"version":1,"rates":[{'],
    ['of another version', JSON.stringify({ version: 2, rates: [aRate()] })],
    ['of another shape', JSON.stringify({ version: 1, rates: { CreateLensShare: 10 } })],
    ['not a rate', textOf(aRate({ rate: -1 }))],
    ['beyond belief', textOf(aRate({ rate: 1e9 }))],
    ['eight days old', textOf(aRate({ at: NOW - 8 * DAY_MS }))],
    ['of the future', textOf(aRate({ at: NOW + DAY_MS }))],
  ])('gives the pacer no rates when they are %s', async (_, text) => {
    const { pacer, told } = aPacer();

    await ratesOf(pacer).recall(createState(text));

    expect(told).toEqual([{}]);
  });

  it('reads them once per process', async () => {
    const { pacer, told } = aPacer();
    const rates = ratesOf(pacer);

    await rates.recall(createState(textOf(aRate())));
    await rates.recall(createState(textOf(aRate({ rate: 99 }))));

    expect(told).toEqual([{ CreateLensShare: 10 }]);
  });

  it('gives the pacer no rates when they cannot be read, and does not stop the work', async () => {
    const { pacer, told } = aPacer();

    await ratesOf(pacer).recall(anUnreadableState());

    expect(told).toEqual([{}]);
  });

  it('is not confused by an operation with the name of a member that every object has', async () => {
    const { pacer } = aPacer();
    const told: ReadonlyMap<string, number>[] = [];

    await ratesOf({ ...pacer, remember: (rates) => told.push(rates) }).recall(
      createState(textOf(aRate({ operation: '__proto__' }))),
    );

    expect([...(told[0] ?? [])]).toEqual([['__proto__', 10]]);
  });
});

describe('keeping rates', () => {
  it('writes the learned rates under one name, with their time and domain', async () => {
    const state = createState();

    await ratesOf(aPacer({ CreateLensShare: 12 }).pacer).keep(state);

    expect(state.written.map(({ name }) => name)).toEqual(['rates.json']);
    expect(state.rates()).toEqual([aRate({ rate: 12, at: NOW })]);
  });

  it('keeps those of other domains and of operations that were not called', async () => {
    const others = [aRate({ region: 'us-east-1' }), aRate({ operation: 'ImportLens' })];
    const state = createState(textOf(...others, aRate({ rate: 5 })));

    await ratesOf(aPacer({ CreateLensShare: 12 }).pacer).keep(state);

    expect(state.rates()).toEqual([...others, aRate({ rate: 12, at: NOW })]);
  });

  it('removes rates that are too old', async () => {
    const state = createState(textOf(aRate({ region: 'us-east-1', at: NOW - 8 * DAY_MS })));

    await ratesOf(aPacer({ CreateLensShare: 12 }).pacer).keep(state);

    expect(state.rates()).toEqual([aRate({ rate: 12, at: NOW })]);
  });

  it.each([
    ['nothing was learned', {}],
    ['a rate has hardly moved', { CreateLensShare: 10.9 }],
  ])('writes nothing when %s', async (_, learned) => {
    const state = createState(textOf(aRate()));
    const rates = ratesOf(aPacer(learned).pacer);
    await rates.recall(state);

    await rates.keep(state);

    expect(state.written).toEqual([]);
  });

  it('writes each change once', async () => {
    const state = createState(textOf(aRate()));
    const rates = ratesOf(aPacer({ CreateLensShare: 12 }).pacer);
    await rates.recall(state);

    await rates.keep(state);
    await rates.keep(state);

    expect(state.written).toHaveLength(1);
  });

  it('keeps the last write of two processes', async () => {
    const state = createState();

    await ratesOf(aPacer({ CreateLensShare: 12 }).pacer).keep(state);
    await ratesOf(aPacer({ CreateLensShare: 20 }).pacer).keep(state);

    expect(state.rates()).toEqual([aRate({ rate: 20, at: NOW })]);
  });

  it('does not overwrite rates that cannot be read now, because other processes may have written them', async () => {
    const state = anUnreadableState();

    await ratesOf(aPacer({ CreateLensShare: 12 }).pacer).keep(state);

    expect(state.written).toEqual([]);
  });

  it('overwrites broken rates', async () => {
    const state = createState('no JSON');

    await ratesOf(aPacer({ CreateLensShare: 12 }).pacer).keep(state);

    expect(state.written).toHaveLength(1);
  });
});
