import {
  CreateLensVersionCommand,
  DeleteLensShareCommand,
  DeleteWorkloadCommand,
  ImportLensCommand,
  paginateListLensShares,
} from '@aws-sdk/client-wellarchitected';
import { seedOrganization } from '../../emulator/services/organizations/seed.ts';
import { counted } from '../../report/counted.ts';
import { firstValid, type LensFile, withChangedText } from './material.ts';
import { callCounts } from './s3-upload.ts';
import { isRead, type Stage } from './stage.ts';

/** The third use: the schedule finds and repairs changes without events. */
export async function playScheduledReconciliation(stage: Stage, files: readonly LensFile[]): Promise<void> {
  const { narrator } = stage;
  narrator.heading('3. Scheduled reconciliation');
  const before = await stage.lenses();
  const workloadsBefore = await stage.workloads();
  const [shared] = before;
  if (shared !== undefined) {
    await deleteShare(stage, shared.arn);
    narrator.say(`Deleted a share of ${JSON.stringify(shared.name)} by hand`);
  }
  const [deleted] = workloadsBefore;
  if (deleted !== undefined) {
    await stage.wellArchitected.send(new DeleteWorkloadCommand({ WorkloadId: deleted[1].id }));
    narrator.say(`Deleted the workload ${JSON.stringify(deleted[0])} by hand`);
  }
  const lens = firstValid(files);
  const published = before.find(({ key }) => key === lens?.key);
  if (lens !== undefined && published !== undefined) {
    await publishByHand(
      stage,
      published.arn,
      withChangedText(lens.document, 'A title that was published by hand'),
    );
    narrator.say(`Published "by.hand" over ${JSON.stringify(published.name)} ${published.version}, by hand`);
  }
  seedOrganization(stage.laptop.emulator.world, { units: [{ name: 'Quietly Added' }] });
  narrator.say('Added the unit /Quietly Added without any event');

  const from = stage.mark();
  await stage.laptop.reconcileAll();
  await stage.settled({ later: true });
  narrator.say(`The schedule ran: ${callCounts(stage.callsSince(from))}`);

  const after = await stage.lenses();
  const wanted = stage.laptop.size().units;
  const incomplete = after.filter((one) => one.shares.size < wanted);
  if (incomplete.length > 0) {
    narrator.fail(
      `Shares: ${incomplete.map(({ key, shares }) => `${key} has ${shares.size}`).join(', ')} of ${wanted}`,
    );
  } else {
    narrator.say(`Every lens is shared with all ${wanted} units, including the new one`);
  }
  if (deleted !== undefined) {
    const isBack = (await stage.workloads()).has(deleted[0]);
    if (isBack) narrator.say(`The workload ${JSON.stringify(deleted[0])} was created again`);
    else narrator.fail(`Workload ${deleted[0]}: it was not created again`);
  }
  const replaced = after.find(({ arn }) => arn === published?.arn);
  if (published !== undefined) {
    const drift = await stage.read(`reports/drift/${published.key}/by.hand.json`);
    if (replaced === undefined || replaced.version === 'by.hand' || drift === undefined) {
      narrator.fail(
        `Version published by hand: it was not replaced or not exported; the version is ${replaced?.version}`,
      );
    } else {
      narrator.say(
        `The version published by hand was replaced by ${replaced.version}; its export is kept in reports/drift/${published.key}/by.hand.json`,
      );
    }
  }
}

/** Runs the schedule again and counts calls: when everything is up to date, it only reads. */
export async function reconcileAgain(
  stage: Stage,
): Promise<{ readonly reads: number; readonly writes: number }> {
  const from = stage.mark();
  await stage.laptop.reconcileAll();
  await stage.settled({ later: true });
  const calls = stage.callsSince(from);
  const reads = calls.filter(isRead).length;
  const writes = calls.length - reads;
  if (writes > 0)
    stage.narrator.fail(`One more reconciliation: it made ${counted(writes, 'write call')} instead of none`);
  else stage.narrator.say(`One more reconciliation: ${callCounts(calls)}`);
  return { reads, writes };
}

async function deleteShare({ wellArchitected: client }: Stage, arn: string): Promise<void> {
  for await (const { LensShareSummaries = [] } of paginateListLensShares({ client }, { LensAlias: arn })) {
    const [share] = LensShareSummaries;
    if (share?.ShareId === undefined) continue;
    await client.send(new DeleteLensShareCommand({ LensAlias: arn, ShareId: share.ShareId }));
    return;
  }
}

async function publishByHand({ wellArchitected }: Stage, arn: string, text: string): Promise<void> {
  await wellArchitected.send(new ImportLensCommand({ LensAlias: arn, JSONString: text }));
  await wellArchitected.send(
    new CreateLensVersionCommand({ LensAlias: arn, LensVersion: 'by.hand', IsMajorVersion: false }),
  );
}
