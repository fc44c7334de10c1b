import { describe, expect, it } from 'vitest';
import { overviewOfFleet } from '../../../src/console/live/overview-of-fleet.ts';
import { fleet } from './a-fleet.ts';

describe('overviewOfFleet', () => {
  it('shows what a report knows: shares by unit, the tree, workloads, what is left to do', () => {
    const overview = overviewOfFleet(fleet);

    expect(overview.lenses).toMatchObject([
      {
        state: 'behind',
        shares: { wanted: 4, active: 2 },
        recipients: new Map([
          ['ou-a', 'ASSOCIATED'],
          ['ou-b', 'ASSOCIATING'],
          ['ou-c', 'MISSING'],
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
      workloads: { wanted: 2, reached: 1 },
      pending: [{ kind: 'share-lens', count: 2 }],
      notices: ['Noticed'],
      queues: [{ isDeadLetters: true, visible: 3 }],
    });
  });
});
