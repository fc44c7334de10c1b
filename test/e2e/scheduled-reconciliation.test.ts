import {
  CreateLensVersionCommand,
  DeleteLensShareCommand,
  DeleteWorkloadCommand,
  GetWorkloadCommand,
  ImportLensCommand,
  UpdateWorkloadCommand,
} from '@aws-sdk/client-wellarchitected';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { seedOrganization } from '../../src/emulator/services/organizations/seed.ts';
import { schedulerOf } from '../../src/emulator/services/scheduler/store.ts';
import { type Deployment, deploy } from './deployment.ts';
import {
  BACKUPS,
  backups,
  CONVERGED,
  LEDGER,
  ORGANIZATION,
  PAYMENTS,
  policy,
  reworded,
  SIGN_IN,
  signIn,
} from './scenario.ts';

describe('the schedule', () => {
  let lenskeeper: Deployment;

  beforeAll(async () => {
    lenskeeper = await deploy({ organization: ORGANIZATION });
    await lenskeeper.put('lenskeeper.yaml', policy());
    await lenskeeper.put(SIGN_IN, signIn);
    await lenskeeper.put(BACKUPS, backups);
    await lenskeeper.settle();
  });
  afterEach(() => expect(lenskeeper.troubles()).toEqual([]));
  afterAll(() => lenskeeper.close());

  it('writes nothing when everything is up to date', async () => {
    const mark = lenskeeper.mark();

    await lenskeeper.reconcileAll();

    expect(lenskeeper.callsSince(mark).length).toBeGreaterThan(0);
    expect(lenskeeper.writesSince(mark)).toEqual([]);
    expect({ lenses: lenskeeper.lenses(), workloads: lenskeeper.workloads() }).toEqual(CONVERGED);
  });

  it('shares again what was unshared by hand, and nothing else', async () => {
    const LensAlias = lenskeeper.lensArn(BACKUPS);
    const shares = [...lenskeeper.world.wellarchitected.lenses.get(LensAlias)!.shares.values()];
    const ShareId = shares.find(({ target }) => target.id === PAYMENTS)!.id;
    await lenskeeper.wellArchitected.send(new DeleteLensShareCommand({ LensAlias, ShareId }));
    const mark = lenskeeper.mark();

    await lenskeeper.reconcileAll();

    expect(lenskeeper.writesSince(mark)).toEqual(['CreateLensShare']);
    expect(lenskeeper.lenses()).toEqual(CONVERGED.lenses);
  });

  it('creates again the workload that was deleted by hand', async () => {
    const WorkloadId = lenskeeper.workload(LEDGER)!.id;
    await lenskeeper.wellArchitected.send(new DeleteWorkloadCommand({ WorkloadId }));

    await lenskeeper.reconcileAll();

    expect(lenskeeper.workload(LEDGER)?.id).not.toBe(WorkloadId);
    expect(lenskeeper.workloads()).toEqual(CONVERGED.workloads);
  });

  it('repairs the governed members of a workload and leaves the others to people', async () => {
    const WorkloadId = lenskeeper.workload(LEDGER)!.id;
    await lenskeeper.wellArchitected.send(
      new UpdateWorkloadCommand({ WorkloadId, Environment: 'PREPRODUCTION', Notes: 'Reviewed each spring' }),
    );
    const mark = lenskeeper.mark();

    await lenskeeper.reconcileAll();

    const { Workload } = await lenskeeper.wellArchitected.send(new GetWorkloadCommand({ WorkloadId }));
    expect(Workload).toMatchObject({ Environment: 'PRODUCTION', Notes: 'Reviewed each spring' });
    expect(lenskeeper.writesSince(mark)).toEqual(['UpdateWorkload']);
  });

  it('replaces a version that was published by hand and keeps its export', async () => {
    const LensAlias = lenskeeper.lensArn(SIGN_IN);
    const title = 'Who agreed on this?';
    await lenskeeper.wellArchitected.send(
      new ImportLensCommand({ LensAlias, JSONString: JSON.stringify(reworded(signIn, title)) }),
    );
    await lenskeeper.wellArchitected.send(
      new CreateLensVersionCommand({ LensAlias, LensVersion: 'by.hand', IsMajorVersion: false }),
    );

    await lenskeeper.reconcileAll();

    expect(lenskeeper.lens(SIGN_IN)).toMatchObject({ versions: ['1.0', 'by.hand', '1.1'], hasDraft: false });
    expect(lenskeeper.read(`reports/drift/${SIGN_IN}/by.hand.json`)).toContain(title);
  });

  it('shares with a new unit of which no event came', async () => {
    seedOrganization(lenskeeper.world, { units: [{ id: 'ou-ab12-quietone', name: 'Quietly added' }] });

    await lenskeeper.reconcileAll();

    for (const { shares } of lenskeeper.lenses()) {
      expect(shares).toMatchObject({ 'ou-ab12-quietone': 'ASSOCIATED' });
    }
  });

  it('runs every hour by itself', async () => {
    const WorkloadId = lenskeeper.workload(LEDGER)!.id;
    await lenskeeper.wellArchitected.send(new DeleteWorkloadCommand({ WorkloadId }));
    const started = new Promise<void>((resolve) => {
      lenskeeper.laptop.hub.on('invocation', ({ functionName }) => {
        if (functionName.endsWith('-reconcile-all')) resolve();
      });
    });
    const scheduler = schedulerOf(lenskeeper.world);
    scheduler.start();

    lenskeeper.world.clock.advance(3_600_000);
    await started;
    await lenskeeper.settle();
    scheduler.stop();

    expect(lenskeeper.workloads()).toEqual(CONVERGED.workloads);
  });
});
