import { DeleteLensShareCommand, DeleteWorkloadCommand } from '@aws-sdk/client-wellarchitected';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
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
  // No name of the scenario has such letters: the contract tests of workloads play both.
  workloadLetters: ['any-script'],
  // No lens of the scenario has such ids: the contract test of lenses plays both.
  questionIdInTwoPillars: ['accepted'],
  unitPath: ['with-unit', 'without-unit', 'absent'],
  // No function reads the metric: the contract test of CloudWatch plays both.
  hiddenMessagesHaveAge: [true],
};

const others = Object.entries(SETTINGS).flatMap(([name, settings]) =>
  settings
    .filter((setting) => setting !== DEFAULT_SWITCHES[name as keyof Switches])
    .map((setting) => ({ name, setting, switches: { [name]: setting } as Partial<Switches> })),
);

describe('Lenskeeper converges, repairs and then writes nothing', () => {
  let lenskeeper: Deployment;

  beforeAll(async () => {
    lenskeeper = await deploy({ organization: ORGANIZATION });
  });
  afterEach(() => lenskeeper.clear());
  afterAll(() => lenskeeper.close());

  it('when everything is as seems likeliest', async () => {
    await convergesUnder(lenskeeper, {});
  });

  it.each(others)('when $name is $setting', async ({ switches }) => {
    await convergesUnder(lenskeeper, switches);
  });
});

async function convergesUnder(lenskeeper: Deployment, switches: Partial<Switches>): Promise<void> {
  lenskeeper.world.switches = { ...DEFAULT_SWITCHES, ...switches };
  await lenskeeper.put('lenskeeper.yaml', policy());
  await lenskeeper.put(SIGN_IN, signIn);
  await lenskeeper.put(BACKUPS, backups);
  await lenskeeper.settle();
  expect(stateOf(lenskeeper)).toEqual(CONVERGED);

  await deleteByHand(lenskeeper);
  await lenskeeper.reconcileAll();
  // A deleted thing may go on showing: then the schedule that comes after repairs it.
  lenskeeper.world.clock.advance(LINGER_SECONDS * 1000);
  await lenskeeper.reconcileAll();
  expect(stateOf(lenskeeper)).toEqual(CONVERGED);

  const mark = lenskeeper.mark();
  await lenskeeper.reconcileAll();
  expect(lenskeeper.callsSince(mark).length).toBeGreaterThan(0);
  expect(lenskeeper.writesSince(mark)).toEqual([]);
  expect(lenskeeper.troubles()).toEqual([]);
}

async function deleteByHand(lenskeeper: Deployment): Promise<void> {
  const LensAlias = lenskeeper.lensArn(BACKUPS);
  const [share] = lenskeeper.world.wellarchitected.lenses.get(LensAlias)!.shares.values();
  const client = lenskeeper.wellArchitected;
  await client.send(new DeleteLensShareCommand({ LensAlias, ShareId: share!.id }));
  await client.send(new DeleteWorkloadCommand({ WorkloadId: lenskeeper.workload(LEDGER)!.id }));
}

const stateOf = ({ lenses, workloads }: Deployment) => ({ lenses: lenses(), workloads: workloads() });
