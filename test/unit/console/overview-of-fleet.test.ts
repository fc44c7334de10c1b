import { describe, expect, it } from 'vitest';
import { createFleetSource } from '../../../src/console/live/fleet-source.ts';
import { overviewOfFleet } from '../../../src/console/live/overview-of-fleet.ts';
import { fleet } from './a-fleet.ts';

describe('overviewOfFleet', () => {
  it('shows what a report knows: shares by unit, the tree, workloads, what is left to do', () => {
    const overview = overviewOfFleet(fleet);

    expect(overview.lenses).toMatchObject([
      {
        state: 'behind',
        sharesInForce: 2,
        wantedShares: 4,
        shares: new Map([
          ['ou-a', 'ASSOCIATED'],
          ['ou-b', 'ASSOCIATING'],
          ['ou-d', 'FAILED'],
        ]),
      },
    ]);
    const [production, sandbox] = overview.root.units;
    expect(overview.root.accounts).toMatchObject([{ id: '2', note: 'workload missing' }]);
    expect(production!.units.map(({ name }) => name)).toEqual(['Pay/ments', 'Data']);
    expect(production!.units[0]!.accounts).toMatchObject([
      { id: '1', workload: { lenses: ['Sign-in'], risks: { HIGH: 2 } } },
    ]);
    expect(sandbox!.units).toEqual([]);
    expect(overview).toMatchObject({
      pending: [{ what: 'share-lens', count: 2 }],
      notices: ['Noticed'],
      queues: [{ isDeadLetters: true, visible: 3 }],
    });
  });
});

describe('createFleetSource', () => {
  it('keeps what it read, and says so when it cannot read anew', async () => {
    const ended = new AbortController();
    let readings = 0;
    const source = await createFleetSource({
      read: async () => {
        readings += 1;
        if (readings > 1) throw new Error('List lenses: found no permission');
        return fleet;
      },
      everyMs: 1,
      signal: ended.signal,
    });

    await new Promise<void>((resolve) => source.onChange(resolve));
    ended.abort();

    const { notices, lenses } = await source.overview();
    expect(notices).toEqual([
      'Not read anew since 2026-11-21T09:00:00.000Z: List lenses: found no permission',
      'Noticed',
    ]);
    expect(lenses).toHaveLength(1);
  });
});
