import { setTimeout as sleep } from 'node:timers/promises';
import {
  CreateAccountCommand,
  DescribeCreateAccountStatusCommand,
  MoveAccountCommand,
} from '@aws-sdk/client-organizations';
import { publishManagedAccount } from '../../emulator/services/controltower/publish-managed-account.ts';
import { organizationsOf } from '../../emulator/services/organizations/store.ts';
import { HOME_REGION } from './example-organization.ts';
import type { Stage } from './stage.ts';

/** The second use: accounts are added by Organizations and by Control Tower. */
export async function playAccountCreation(stage: Stage): Promise<void> {
  const { narrator } = stage;
  narrator.heading('2. Account creation');
  const [created, enrolled, trial] = await Promise.all([
    createAccount(stage, 'checkout'),
    createAccount(stage, 'invoices'),
    createAccount(stage, 'trial d'),
  ]);
  narrator.say(
    `Organizations created 3 accounts, directly under the root: ${[created, enrolled, trial].join(', ')}`,
  );

  await move(stage, created, '/Production');
  narrator.say(`Moved ${created} to /Production`);
  publishManagedAccount(stage.laptop.emulator.world, {
    accountId: enrolled,
    unitId: unitId(stage, '/Production/Payments'),
    homeRegion: HOME_REGION,
  });
  narrator.say(`Control Tower enrolled ${enrolled} into /Production/Payments`);
  await move(stage, trial, '/Sandbox');
  narrator.say(`Moved ${trial} to /Sandbox, which the policy skips`);
  await stage.settled({ later: true });

  const workloads = await stage.workloads();
  for (const id of [created, enrolled]) {
    const [name, workload] = [...workloads].find(([key]) => key.startsWith(id)) ?? [];
    if (name === undefined || workload === undefined) {
      narrator.fail(`Created account ${id}: it has no workload`);
      continue;
    }
    narrator.say(`Workload ${JSON.stringify(name)} was created with ${workload.lenses.length} lenses`);
  }
  const unwanted = [...workloads.keys()].find((name) => name.startsWith(trial));
  if (unwanted === undefined) narrator.say(`${trial} has no workload, because the policy skips it`);
  else
    narrator.fail(
      `Created account ${trial}: it has the workload ${JSON.stringify(unwanted)}, although the policy skips it`,
    );
}

/**
 * Creates an account with Organizations, waits for it and returns its id.
 *
 * @throws Error with the failure reason of Organizations
 */
export async function createAccount({ organizations }: Stage, name: string): Promise<string> {
  const { CreateAccountStatus: requested } = await organizations.send(
    new CreateAccountCommand({ AccountName: name, Email: `${name.replaceAll(' ', '-')}@example.com` }),
  );
  for (let waitMs = 20; waitMs < 10_000; waitMs *= 2) {
    const { CreateAccountStatus: status } = await organizations.send(
      new DescribeCreateAccountStatusCommand({ CreateAccountRequestId: requested?.Id }),
    );
    if (status?.State === 'SUCCEEDED' && status.AccountId !== undefined) return status.AccountId;
    if (status?.State === 'FAILED') throw new Error(`Create account ${name}: ${status.FailureReason}`);
    await sleep(waitMs);
  }
  throw new Error(`Create account ${name}: it is still in progress`);
}

async function move(stage: Stage, accountId: string, path: string): Promise<void> {
  await stage.organizations.send(
    new MoveAccountCommand({
      AccountId: accountId,
      SourceParentId: organizationsOf(stage.laptop.emulator.world).rootId,
      DestinationParentId: unitId(stage, path),
    }),
  );
}

/** The id of the unit at the end of a path of names. */
export function unitId(stage: Stage, path: string): string {
  const organization = organizationsOf(stage.laptop.emulator.world);
  const names = path.split('/').slice(1);
  let parent = organization.rootId;
  for (const name of names) {
    const unit = [...organization.units.values()].find(
      (candidate) => candidate.name === name && candidate.placements.at(-1)?.parentId === parent,
    );
    if (unit === undefined) throw new Error(`Find unit ${path}: there is no ${name}`);
    parent = unit.id;
  }
  return parent;
}
