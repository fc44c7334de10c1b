import type { RecordedCall } from '../../emulator/call-log.ts';
import { readLensFile } from '../../lens/read-lens-file.ts';
import { counted } from '../../report/counted.ts';
import {
  BROKEN_LENS,
  examplePolicy,
  firstValid,
  type LensFile,
  policyWithTestWorkloads,
  withChangedText,
  withReversedKeys,
} from './material.ts';
import { isRead, type ShownLens, type Stage } from './stage.ts';

const BROKEN_KEY = 'lenses/broken-on-purpose.json';

/** The first use: lenses and the policy are uploaded, changed, uploaded again and made invalid. */
export async function playS3Upload(stage: Stage, files: readonly LensFile[]): Promise<void> {
  stage.narrator.heading('1. S3 upload');
  const policy = await uploadEverything(stage, files);
  const lens = firstValid(files);
  if (lens === undefined) {
    stage.narrator.say('No lens is valid, so no lens is changed');
  } else {
    const text = new TextDecoder().decode(lens.bytes);
    await changeLens(
      stage,
      lens.key,
      withChangedText(lens.document, 'A title that was changed in the bucket'),
    );
    await putBack(stage, lens.key, text);
    await uploadAgain(stage, lens.key, withReversedKeys(lens.json));
  }
  await uploadBroken(stage);
  await changePolicy(stage, policy);
}

async function uploadEverything({ narrator, ...stage }: Stage, files: readonly LensFile[]): Promise<string> {
  const from = stage.mark();
  const validKeys = files.filter(({ key, bytes }) => readLensFile(key, bytes).valid).map(({ key }) => key);
  const policy = await examplePolicy(validKeys);
  await stage.put('lenskeeper.yaml', policy);
  for (const { key, bytes } of files) await stage.put(key, bytes);
  narrator.say(
    `Put lenskeeper.yaml and ${counted(files.length, 'lens file')} in s3://${stage.laptop.bucket}`,
  );
  await stage.settled({ later: true });

  const calls = stage.callsSince(from);
  for (const lens of await stage.lenses()) {
    narrator.say(`Published ${describe(lens)}, shared with ${counted(lens.shares.size, 'OU')}`);
  }
  for (const { key } of files) {
    const report = await stage.read(`reports/${key}.json`);
    if (report !== undefined) narrator.say(`Rejected ${key}: ${firstFinding(report)}`);
  }
  const workloads = await stage.workloads();
  narrator.say(`Created ${counted(workloads.size, 'workload')} for existing accounts, as the policy asks`);
  narrator.say(`This took ${callCounts(calls)}`);
  return policy;
}

async function changeLens({ narrator, ...stage }: Stage, key: string, text: string): Promise<void> {
  const before = await lensOf(stage, key);
  await stage.put(key, text);
  await stage.settled();
  const after = await lensOf(stage, key);
  if (before === undefined || after?.arn !== before.arn || after.version === before.version) {
    narrator.fail(
      `Changed ${key}: there is no new version after ${versionOf(before)}, but ${versionOf(after)}`,
    );
    return;
  }
  narrator.say(
    `Changed a title in ${key}: ${before.version} became ${after.version} (minor) on the same lens`,
  );
}

async function putBack({ narrator, ...stage }: Stage, key: string, text: string): Promise<void> {
  await stage.put(key, text);
  await stage.settled();
  const lens = await lensOf(stage, key);
  narrator.say(
    `Uploaded the first text again: published as ${versionOf(lens)}, because versions only increase`,
  );
}

async function uploadAgain({ narrator, ...stage }: Stage, key: string, text: string): Promise<void> {
  const from = stage.mark();
  await stage.put(key, text);
  await stage.settled();
  const calls = stage.callsSince(from);
  const writes = calls.filter((call) => !isRead(call));
  if (writes.length > 0) {
    narrator.fail(`Uploaded the same content again: it caused ${callCounts(writes)} instead of none`);
    return;
  }
  narrator.say(
    `Uploaded the same content with its keys in another order: nothing to do (${callCounts(calls)})`,
  );
}

async function uploadBroken({ narrator, ...stage }: Stage): Promise<void> {
  const from = stage.mark();
  await stage.put(BROKEN_KEY, BROKEN_LENS);
  await stage.settled();
  const report = await stage.read(`reports/${BROKEN_KEY}.json`);
  const writes = stage.callsSince(from).filter((call) => !isRead(call));
  if (report === undefined || writes.length > 0) {
    narrator.fail(`Uploaded an invalid lens: there is no report, or it caused ${callCounts(writes)}`);
  } else {
    narrator.say(`Uploaded an invalid lens: rejected before any call, see reports/${BROKEN_KEY}.json`);
    narrator.say(`  ${firstFinding(report)}`);
  }
  await stage.remove(BROKEN_KEY);
  await stage.settled();
}

async function changePolicy({ narrator, ...stage }: Stage, policy: string): Promise<void> {
  const before = await stage.workloads();
  await stage.put('lenskeeper.yaml', policyWithTestWorkloads(policy));
  await stage.settled();
  const after = await stage.workloads();
  const added = [...after.keys()].filter((name) => !before.has(name));
  if (added.length === 0) {
    narrator.fail('Changed the policy: there are no new workloads for /Test');
    return;
  }
  narrator.say(`Added /Test/** to the policy: ${counted(added.length, 'more workload')}`);
}

async function lensOf(stage: Pick<Stage, 'lenses'>, key: string): Promise<ShownLens | undefined> {
  const lenses = await stage.lenses();
  return lenses.find((lens) => lens.key === key);
}

function describe({ name, version }: ShownLens): string {
  return `${JSON.stringify(name)} ${version}`;
}

function versionOf(lens: ShownLens | undefined): string {
  return lens === undefined ? 'no lens' : lens.version;
}

function firstFinding(report: string): string {
  const { findings } = JSON.parse(report);
  const errors = findings.filter(({ severity }: { severity: string }) => severity === 'error');
  const [{ line, column, message }] = errors;
  const others = errors.length === 1 ? '' : ` (and ${counted(errors.length - 1, 'more error')})`;
  return `line ${line}, column ${column}: ${message}${others}`;
}

export function callCounts(calls: readonly RecordedCall[]): string {
  const reads = calls.filter(isRead).length;
  return `${counted(reads, 'read call')} and ${counted(calls.length - reads, 'write call')}`;
}
