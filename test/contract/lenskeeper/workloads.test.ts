import {
  CreateWorkloadCommand,
  type CreateWorkloadCommandInput,
  DeleteWorkloadCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateWorkloadCommand,
  WellArchitectedClient,
} from '@aws-sdk/client-wellarchitected';
import { afterEach, describe, expect, it } from 'vitest';
import { LENS_KEY } from '../../builders.ts';
import { aLens } from '../../unit/lens/lens-builders.ts';
import { LEDGER, type Lenskeeper, POLICY, startLenskeeper, WEB } from './start-lenskeeper.ts';

let keeper: Lenskeeper | undefined;
const start = async (...options: Parameters<typeof startLenskeeper>) => {
  keeper = await startLenskeeper(...options);
  return keeper;
};
afterEach(async () => {
  await keeper?.close();
  keeper = undefined;
});

async function startWithWorkload(): Promise<Lenskeeper> {
  const started = await start();
  await started.put(LENS_KEY, aLens());
  await started.reconcileLens();
  await started.reconcileAccounts(LEDGER);
  started.emulator.clearCalls();
  return started;
}

const tool = () => new WellArchitectedClient({ region: 'eu-west-1' });

function theWorkload({ tool: store }: Lenskeeper) {
  const [workload] = store.workloadsIn('eu-west-1');
  if (workload === undefined) throw new Error('Find the workload: there is none');
  return workload;
}

const byHand: CreateWorkloadCommandInput = {
  WorkloadName: `${LEDGER} by hand`,
  Description: 'Made by a person',
  Environment: 'PREPRODUCTION',
  ReviewOwner: 'reviewer@example.com',
  AwsRegions: ['eu-west-1'],
  Lenses: ['wellarchitected'],
};

describe('an account', () => {
  it('gets its workload with the lenses of the policy', async () => {
    const keeper = await startWithWorkload();

    expect(keeper.workloads()).toEqual([
      {
        name: `${LEDGER} Ledger`,
        lenses: ['Sign-in baseline', 'wellarchitected'],
        tags: { 'lenskeeper:account': LEDGER },
      },
    ]);
    expect(theWorkload(keeper).details).toMatchObject({
      Description: 'Workloads of Ledger',
      Environment: 'PRODUCTION',
      ReviewOwner: 'platform@example.com',
      AccountIds: [LEDGER],
      AwsRegions: ['eu-west-1'],
    });
  });

  it('costs no write call when it is looked at again', async () => {
    const { reconcileAccounts, countWrites } = await startWithWorkload();

    const result = await reconcileAccounts(LEDGER);

    expect(countWrites()).toBe(0);
    expect(result).toMatchObject({ outcomes: [], notices: [], deferredSeconds: undefined });
  });

  it('gets it although another account of the scope left the organization', async () => {
    const { reconcileAccounts, workloads } = await start();

    const result = await reconcileAccounts('600000000001', LEDGER, WEB);

    expect(result.notices).toMatchObject([{ kind: 'account-unknown', subject: '600000000001' }]);
    expect(workloads().map(({ name }) => name)).toEqual([`${LEDGER} Ledger`, `${WEB} Web`]);
  });

  it('gets it although another account leaves the organization after it was listed', async () => {
    const { put, reconcileAccounts, workloads, emulator } = await start({
      policy: `${POLICY}  - match: { tags: { tier: none } }\n    skip: true\n`,
    });
    // More than are described one by one, so that the list of the schedule serves.
    const left = Array.from({ length: 20 }, (_, index) => String(600_000_000_001 + index));
    const listed = [...left, LEDGER].map((id) => ({
      id,
      name: 'Ledger',
      state: 'ACTIVE',
      path: '/Production/Payments',
      joinedAt: 0,
    }));
    await put('state/accounts.json', { format: 1, readAt: Date.now(), accounts: listed });

    const result = await reconcileAccounts(...left, LEDGER);

    expect(emulator.countCalls({ operation: 'DescribeAccount' })).toBe(0);
    expect(result.notices.map(({ subject }) => subject)).toEqual(left);
    expect(workloads().map(({ name }) => name)).toEqual([`${LEDGER} Ledger`]);
  });

  it('does not wait for a lens that is not published yet and gets it later', async () => {
    const { put, reconcileLens, reconcileAccounts, workloads } = await start();

    const first = await reconcileAccounts(LEDGER);
    const before = workloads();
    await put(LENS_KEY, aLens());
    await reconcileLens();
    const second = await reconcileAccounts(LEDGER);

    expect(first.deferredSeconds).toBe(5);
    expect(before).toMatchObject([{ lenses: ['wellarchitected'] }]);
    expect(second.outcomes).toMatchObject([{ outcome: 'applied', action: { kind: 'associate-lenses' } }]);
    expect(second.deferredSeconds).toBeUndefined();
    expect(workloads()).toMatchObject([{ lenses: ['Sign-in baseline', 'wellarchitected'] }]);
  });

  it('gets its workload although one of its lenses was deleted by hand', async () => {
    const keeper = await start();
    await keeper.put(LENS_KEY, aLens());
    await keeper.reconcileLens();
    for (const lens of keeper.tool.lenses.values()) lens.deletedAt = keeper.emulator.world.clock.now();

    await keeper.reconcileAccounts(LEDGER);

    expect(keeper.workloads()).toMatchObject([{ name: `${LEDGER} Ledger`, lenses: ['wellarchitected'] }]);
  });

  it('gets no second workload while a list lags behind', async () => {
    const keeper = await startWithWorkload();
    keeper.emulator.world.listStalenessMs = 3_600_000;

    await keeper.reconcileAccounts(LEDGER);
    keeper.emulator.world.listStalenessMs = 0;
    const second = await keeper.reconcileAccounts(LEDGER);

    expect(second.outcomes).toEqual([]);
    expect(keeper.workloads()).toHaveLength(1);
  });

  it('gets its workload back once the name of the deleted one is free', async () => {
    const keeper = await startWithWorkload();
    keeper.emulator.world.switches = { ...keeper.emulator.world.switches, deletesLingerSeconds: 60 };
    theWorkload(keeper).deletedAt = keeper.emulator.world.clock.now();

    await keeper.reconcileAccounts(LEDGER);
    keeper.emulator.world.clock.advance(61_000);
    await keeper.reconcileAccounts(LEDGER);

    expect(keeper.workloads()).toMatchObject([{ name: `${LEDGER} Ledger` }]);
  });

  it('gets its workload back that was deleted by hand while the run still looks after it', async () => {
    const keeper = await start();
    const scope = { kind: 'accounts', accountIds: [LEDGER] } as const;
    await keeper.work({ scope, run: 'run-a' });
    theWorkload(keeper).deletedAt = keeper.emulator.world.clock.now();

    await keeper.work({ scope, run: 'run-a', attempt: 1 });

    expect(keeper.workloads()).toMatchObject([{ name: `${LEDGER} Ledger` }]);
  });

  it('gets its workload back that was deleted by hand', async () => {
    const keeper = await startWithWorkload();
    await tool().send(
      new DeleteWorkloadCommand({ WorkloadId: theWorkload(keeper).id, ClientRequestToken: 'by-hand' }),
    );

    await keeper.reconcileAccounts(LEDGER);

    expect(keeper.workloads()).toMatchObject([{ name: `${LEDGER} Ledger` }]);
  });

  it('has what the policy names put back, and keeps what people added', async () => {
    const keeper = await startWithWorkload();
    await tool().send(
      new UpdateWorkloadCommand({
        WorkloadId: theWorkload(keeper).id,
        Environment: 'PREPRODUCTION',
        Notes: 'Ask us first',
      }),
    );

    const result = await keeper.reconcileAccounts(LEDGER);

    expect(result.outcomes).toMatchObject([{ outcome: 'applied', detail: 'Updated environment' }]);
    expect(theWorkload(keeper).details).toMatchObject({ Environment: 'PRODUCTION', Notes: 'Ask us first' });
  });

  it('has what the policy names put back that somebody changed while a lens was associated', async () => {
    const keeper = await start();
    await keeper.reconcileAccounts(LEDGER);
    await keeper.put(LENS_KEY, aLens());
    await keeper.reconcileLens();
    const workload = theWorkload(keeper);
    const { faults, clock } = keeper.emulator.world;
    const meet = faults.meet.bind(faults);
    faults.meet = (call) => {
      if (call.operation === 'AssociateLenses') {
        workload.details = { ...workload.details, Environment: 'PREPRODUCTION' };
        workload.updatedAt = clock.now();
      }
      return meet(call);
    };
    await keeper.reconcileAccounts(LEDGER);
    faults.meet = meet;

    await keeper.reconcileAccounts(LEDGER);

    expect(theWorkload(keeper).details.Environment).toBe('PRODUCTION');
  });

  it('gets no second workload beside one by hand, until that is handed over by its tag', async () => {
    const keeper = await start();
    const { WorkloadArn } = await tool().send(new CreateWorkloadCommand(byHand));
    const left = await keeper.reconcileAccounts(LEDGER);
    const before = theWorkload(keeper).details.Environment;

    await tool().send(new TagResourceCommand({ WorkloadArn, Tags: { 'lenskeeper:account': LEDGER } }));
    await keeper.reconcileAccounts(LEDGER);

    expect(left.notices).toMatchObject([{ kind: 'workload-not-ours', subject: LEDGER }]);
    expect(before).toBe('PREPRODUCTION');
    expect(keeper.workloads()).toMatchObject([{ name: `${LEDGER} Ledger` }]);
    expect(theWorkload(keeper).details.Environment).toBe('PRODUCTION');
  });

  it('whose workload a person took over by removing the tag is not changed, even if the index has it', async () => {
    const keeper = await start();
    await keeper.reconcileAccounts(LEDGER);
    await keeper.reconcileAccounts(LEDGER);
    await tool().send(
      new UntagResourceCommand({
        WorkloadArn: theWorkload(keeper).arn,
        TagKeys: ['lenskeeper:account'],
      }),
    );
    await keeper.put(LENS_KEY, aLens());
    await keeper.reconcileLens();
    keeper.emulator.clearCalls();

    await keeper.reconcileAccounts(LEDGER);

    expect(keeper.countWrites()).toBe(0);
    expect(keeper.workloads()).toMatchObject([{ lenses: ['wellarchitected'] }]);
  });

  it('whose rule says skip gets nothing', async () => {
    const { reconcileAccounts, workloads } = await start({
      policy: POLICY.replace(
        'workloads:',
        'workloads:\n  - match: { ou: "/Production/Payments" }\n    skip: true',
      ),
    });

    await reconcileAccounts(LEDGER, WEB);

    expect(workloads()).toMatchObject([{ name: `${WEB} Web` }]);
  });

  it('that is not in the organization is named and passed over', async () => {
    const { reconcileAccounts, workloads } = await start();

    const result = await reconcileAccounts('999900001111', LEDGER);

    expect(workloads()).toHaveLength(1);
    expect(result.notices).toEqual([
      {
        kind: 'account-unknown',
        subject: '999900001111',
        message: '999900001111 is not an account of the organization, so nothing is done for it',
      },
    ]);
  });

  it('that still lies under the root comes back when it has had time to move', async () => {
    const { reconcileAccounts, workloads } = await start({
      organization: {
        delegatedAdministrators: { '777788889999': ['account.amazonaws.com'] },
        accounts: [{ id: LEDGER, name: 'Ledger' }],
      },
      policy: POLICY.replace('match: { ou: "/Production/**" }', 'match: { ou: "/**" }'),
    });

    const { deferredSeconds } = await reconcileAccounts(LEDGER);

    expect(workloads()).toEqual([]);
    expect(deferredSeconds).toBeGreaterThan(290);
    expect(deferredSeconds).toBeLessThanOrEqual(300);
  });

  it('waits for a person when the run would create more workloads than the guard allows', async () => {
    const { reconcileAccounts, work, workloads } = await start({
      policy: `${POLICY}\nguard: { creates: 1 }\n`,
    });

    const held = await reconcileAccounts(LEDGER, WEB);
    const before = workloads();
    await work({ scope: { kind: 'accounts', accountIds: [LEDGER, WEB] }, approved: true });

    expect(before).toEqual([]);
    expect(held.notices).toMatchObject([{ kind: 'guard' }]);
    expect(workloads()).toHaveLength(2);
  });

  it('finds the 50 slots that are kept free for people untouched, event after event', async () => {
    const keeper = await start();
    await tool().send(new CreateWorkloadCommand({ ...byHand, WorkloadName: 'Team workload' }));
    const { workloads } = keeper.tool.domain(keeper.domain);
    const [template] = workloads.values();
    for (let index = 1; template !== undefined && index < 949; index += 1) {
      const id = `copy-${index}`;
      workloads.set(id, { ...template, id, name: `Team workload ${index}` });
    }
    await keeper.reconcileAll();

    await keeper.reconcileAccounts(LEDGER);
    const second = await keeper.reconcileAccounts(WEB);

    expect(second.notices).toMatchObject([{ kind: 'workload-quota', subject: WEB }]);
    expect(keeper.workloads()).toHaveLength(950);
  });

  it('reports that it gives up after 25 returns without progress', async () => {
    const keeper = await start();
    const scope = { kind: 'accounts', accountIds: [LEDGER] } as const;

    await keeper.work({ scope });
    await keeper.returns();
    const last = await keeper.work({ scope, attempt: 26, stalls: 25 });

    expect(last.notices).toMatchObject([{ kind: 'gave-up', subject: LEDGER }]);
    expect(last.deferredSeconds).toBeUndefined();
    expect(await keeper.returns()).toEqual([]);
  });
});
