import { afterEach, describe, expect, it } from 'vitest';
import { LEDGER, type Lenskeeper, ORGANIZATION, POLICY, startLenskeeper } from './start-lenskeeper.ts';

const NAME = 'Größe 東京';

let keeper: Lenskeeper;
afterEach(() => keeper.close());

/** Lenskeeper with one account whose name is of two scripts. */
async function start(workloadLetters: 'any-script' | 'ascii'): Promise<void> {
  keeper = await startLenskeeper({
    policy: POLICY.replace(/, lenses\/[^\]]+/, ''),
    switches: { workloadLetters },
    organization: {
      ...ORGANIZATION,
      units: [
        {
          id: 'ou-ab12-production',
          name: 'Production',
          accounts: [{ id: LEDGER, name: NAME, joinedAt: new Date('2026-01-01') }],
        },
      ],
    },
  });
}

const tokens = (operation: string) =>
  keeper.emulator
    .calls({ service: 'wellarchitected', operation })
    .map(({ input }) => (input as { ClientRequestToken?: string }).ClientRequestToken);

const theWorkload = () => keeper.tool.workloadsIn('eu-west-1')[0]!;

describe.each([
  ['any-script', `${LEDGER} ${NAME}`, `Workloads of ${NAME}`, 1],
  ['ascii', `${LEDGER} Gro-e -`, 'Workloads of Gro-e -', 2],
] as const)('letters of other scripts where AWS takes %s', (letters, name, description, calls) => {
  it('make one workload within one invocation, by tokens that differ', async () => {
    await start(letters);

    const { outcomes } = await keeper.reconcileAccounts(LEDGER);

    expect(outcomes).toMatchObject([{ outcome: 'applied', detail: `Created ${name} with 1 lenses` }]);
    expect(theWorkload()).toMatchObject({ name, details: { Description: description } });
    expect(new Set(tokens('CreateWorkload')).size).toBe(calls);
    expect(tokens('CreateWorkload')).toHaveLength(calls);
  });

  it('leave nothing to do for the next plan, also when the state was lost', async () => {
    await start(letters);
    await keeper.reconcileAccounts(LEDGER);

    const known = await keeper.reconcileAll();
    await keeper.remove(`state/domains/${keeper.domain.accountId}/${keeper.domain.region}/workloads.json`);
    const lost = await keeper.reconcileAll();
    const worker = await keeper.reconcileAccounts(LEDGER);

    expect([known.actions, lost.actions, worker.outcomes]).toEqual([0, 0, []]);
  });

  it('are written again after somebody changed the texts', async () => {
    await start(letters);
    await keeper.reconcileAccounts(LEDGER);
    const workload = theWorkload();
    workload.name = `${LEDGER} by hand`;
    workload.details = { ...workload.details, Description: 'By hand' };
    workload.updatedAt += 60_000;

    const { outcomes } = await keeper.reconcileAccounts(LEDGER);

    expect(outcomes).toMatchObject([{ outcome: 'applied', action: { kind: 'update-workload' } }]);
    expect(theWorkload()).toMatchObject({ name, details: { Description: description } });
    expect(keeper.emulator.countCalls({ operation: 'UpdateWorkload' })).toBe(calls);
  });
});
