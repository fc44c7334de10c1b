import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Lenskeeper, PRODUCTION, startLenskeeper } from '../lenskeeper/start-lenskeeper.ts';

const ACCOUNTS = Array.from({ length: 60 }, (_, index) => String(300_000_000_000 + index));

let keeper: Lenskeeper;
beforeEach(async () => {
  keeper = await startLenskeeper({
    organization: {
      units: [
        {
          id: PRODUCTION,
          name: 'Production',
          accounts: ACCOUNTS.map((id) => ({ id, name: 'Team', joinedAt: new Date('2026-01-01') })),
        },
      ],
      delegatedAdministrators: { '777788889999': ['account.amazonaws.com'] },
    },
  });
  keeper.emulator.setLimits([
    { service: 'wellarchitected', operation: 'CreateWorkload', rate: 30, burst: 6 },
  ]);
});
afterEach(async () => {
  await keeper.close();
});

const createWorkloads = () => keeper.work({ scope: { kind: 'everything', group: 'workloads' } });

describe('the rates that a function learned', () => {
  it('are stored for the next function, with their domain', async () => {
    await createWorkloads();

    const { rates } = JSON.parse(keeper.read('state/rates.json') ?? '{}');
    expect(rates).toMatchObject([{ ...keeper.domain, operation: 'CreateWorkload' }]);
    expect(rates[0].rate).toBeGreaterThan(22);
    expect(rates[0].rate).toBeLessThan(38);
  });

  it('are not needed: a function works without them when they were overwritten', async () => {
    await keeper.put('state/rates.json', '{"version":1,"rates":[{"operation":');

    await createWorkloads();

    expect(keeper.workloads()).toHaveLength(ACCOUNTS.length);
    expect(JSON.parse(keeper.read('state/rates.json') ?? '{}')).toMatchObject({ version: 1 });
  });
});
