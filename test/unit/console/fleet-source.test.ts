import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { createFleetSource, type FleetLook } from '../../../src/console/live/fleet-source.ts';
import { fleet } from './a-fleet.ts';

/** A source whose readings, from the second on, are what `next` says; they follow each other at once. */
async function follow(next: (reading: number) => FleetLook) {
  const ended = new AbortController();
  let readings = 0;
  const source = await createFleetSource({
    read: async () => {
      readings += 1;
      return readings === 1 ? { fleet } : next(readings);
    },
    everyMs: 1,
    signal: ended.signal,
  });
  const { promise: changed, resolve } = Promise.withResolvers<void>();
  return { source, ended, changed, resolve, readings: () => readings };
}

describe('createFleetSource', () => {
  it('leaves nothing behind of its readings, however many there were', async () => {
    const { source, ended, changed, resolve, readings } = await follow(() => ({ fleet }));
    source.onChange(() => {
      if (readings() === 6) resolve();
    });

    await changed;

    const left = getEventListeners(ended.signal, 'abort').length;
    ended.abort();
    expect(left).toBeLessThanOrEqual(1);
  });

  it('keeps what it read before when a reading fails, and says why above the notices', async () => {
    const { source, ended, changed, resolve } = await follow(() => {
      throw new Error('List lenses: out of time');
    });
    source.onChange(resolve);

    await changed;
    const { lenses, notices } = await source.overview();
    ended.abort();

    expect(lenses.map(({ key }) => key)).toEqual(['lenses/sign-in.json']);
    expect(notices).toEqual([`Not updated since ${fleet.at}: List lenses: out of time`, 'Noticed']);
  });

  it('tells when the units were read, which is not at each reading', async () => {
    const { source, ended, changed, resolve } = await follow(() => ({
      fleet,
      unitsReadAt: Date.parse('2026-11-21T08:30:00Z'),
    }));
    source.onChange(resolve);

    await changed;
    const { unitsReadAt } = await source.overview();
    ended.abort();

    expect(unitsReadAt).toBe('2026-11-21T08:30:00.000Z');
  });
});
