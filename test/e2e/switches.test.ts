import { DeleteLensShareCommand, DeleteWorkloadCommand } from '@aws-sdk/client-wellarchitected';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SWITCHES, type Switches } from '../../src/emulator/switches.ts';
import { type Deployment, deploy } from './deployment.ts';
import { BACKUPS, backups, CONVERGED, LEDGER, ORGANIZATION, policy, SIGN_IN, signIn } from './scenario.ts';

const LINGER_SECONDS = 60;

/** Every setting of every switch: a new switch does not compile before it has its settings here. */
const SETTINGS: { readonly [Name in keyof Switches]: readonly Switches[Name][] } = {
  unitSharesReachNestedUnits: [true, false],
  sharedWithEcho: ['id', 'arn'],
  unitSharesCountTowardsQuota: [true, false],
  memberSeesOrganizationSharing: ['ENABLED', 'DISABLED', 'absent'],
  tokenLifetimeSeconds: ['forever', 0],
  deletesLingerSeconds: [0, LINGER_SECONDS],
  importStatus: ['absent', 'in-progress', 'complete'],
};

const others = Object.entries(SETTINGS).flatMap(([name, settings]) =>
  settings
    .filter((setting) => setting !== DEFAULT_SWITCHES[name as keyof Switches])
    .map((setting) => ({ name, setting, switches: { [name]: setting } as Partial<Switches> })),
);

describe.concurrent('Lenskeeper converges, repairs and then writes nothing', () => {
  it('when everything is as seems likeliest', async () => {
    await convergesUnder({});
  });

  it.each(others)('when $name is $setting', async ({ switches }) => {
    await convergesUnder(switches);
  });
});

async function convergesUnder(switches: Partial<Switches>): Promise<void> {
  const deployment = await deploy({ organization: ORGANIZATION, switches });
  try {
    await deployment.put('lenskeeper.yaml', policy());
    await deployment.put(SIGN_IN, signIn);
    await deployment.put(BACKUPS, backups);
    await deployment.settle();
    expect(stateOf(deployment)).toEqual(CONVERGED);

    await deleteByHand(deployment);
    await deployment.reconcileAll();
    // A deleted thing may go on showing: then the schedule that comes after repairs it.
    deployment.world.clock.advance(LINGER_SECONDS * 1000);
    await deployment.reconcileAll();
    expect(stateOf(deployment)).toEqual(CONVERGED);

    const mark = deployment.mark();
    await deployment.reconcileAll();
    expect(deployment.callsSince(mark).length).toBeGreaterThan(0);
    expect(deployment.writesSince(mark)).toEqual([]);
    expect(deployment.troubles()).toEqual([]);
  } finally {
    await deployment.close();
  }
}

async function deleteByHand(deployment: Deployment): Promise<void> {
  const LensAlias = deployment.lensArn(BACKUPS);
  const [share] = deployment.world.wellarchitected.lenses.get(LensAlias)!.shares.values();
  const client = deployment.wellArchitected;
  await client.send(new DeleteLensShareCommand({ LensAlias, ShareId: share!.id }));
  await client.send(new DeleteWorkloadCommand({ WorkloadId: deployment.workload(LEDGER)!.id }));
}

const stateOf = ({ lenses, workloads }: Deployment) => ({ lenses: lenses(), workloads: workloads() });
