import { styleText } from 'node:util';
import { Command } from 'commander';
import { schedulerOf } from '../emulator/services/scheduler/store.ts';
import { counted } from '../report/counted.ts';
import { exportLines } from './export-lines.ts';
import { playAccountCreation } from './start/account-creation.ts';
import { answerReviews } from './start/answer-reviews.ts';
import { EXAMPLE_ORGANIZATION } from './start/example-organization.ts';
import { startLaptop } from './start/laptop.ts';
import { lensFolder, readLensFiles } from './start/material.ts';
import { createNarrator, type Narrator } from './start/narrator.ts';
import { openConsole } from './start/open-console.ts';
import { packageProject } from './start/package-project.ts';
import { writePage } from './start/report.ts';
import { playS3Upload } from './start/s3-upload.ts';
import { playScheduledReconciliation, reconcileAgain } from './start/scheduled-reconciliation.ts';
import { createStage, type Stage } from './start/stage.ts';
import { type Summary, summarise, summaryTable } from './start/summary.ts';
import { watchFolder } from './start/watch-folder.ts';

interface Options {
  readonly exit?: true;
  readonly json?: true;
  readonly lenses?: string;
  readonly html?: string;
}

const command = new Command('npm start --')
  .description('Run all of Lenskeeper on this machine with an embedded AWS, and demonstrate its three uses')
  .option('--exit', 'end after the three uses; exit code 0 only if everything converged')
  .option(
    '--json',
    'print the steps on standard error and the summary as one JSON object on the last line of standard output',
  )
  .option('--html <file>', 'write the report of the final state as an HTML page')
  .option(
    '--lenses <dir>',
    'use the lenses (*.json, *.yaml, *.yml) of this folder instead of the example lenses',
  )
  .parse();

process.exitCode = await main(command.opts<Options>());

async function main(options: Options): Promise<number> {
  const narrator = createNarrator((line) =>
    (options.json ? process.stderr : process.stdout).write(`${line}\n`),
  );
  const interrupted = interruption();
  let summary: Summary | undefined;
  try {
    summary = await play(options, narrator, interrupted);
  } catch (error) {
    if (!interrupted.aborted) {
      narrator.fail(error instanceof Error ? error.message : String(error));
    }
  }
  if (summary === undefined) return 1;
  // The child processes have ended, so this is the last line.
  if (options.json) process.stdout.write(`${JSON.stringify(summary)}\n`);
  return summary.converged ? 0 : 1;
}

async function play(
  options: Options,
  narrator: Narrator,
  interrupted: AbortSignal,
): Promise<Summary | undefined> {
  const folder = lensFolder(options.lenses);
  const files = await readLensFiles(folder);
  narrator.heading('Lenskeeper on the embedded AWS');
  const packaged = await packageProject();
  narrator.say('Packaged the functions and the templates');
  const laptop = await startLaptop({ packaged, organization: EXAMPLE_ORGANIZATION });
  const stage = createStage(laptop, narrator);
  let page: Awaited<ReturnType<typeof openConsole>> | undefined;
  try {
    if (!options.exit) page = await openConsole(stage);
    introduce(stage);
    if (page !== undefined) narrator.heading(consoleLine(page.url));
    await playS3Upload(stage, files);
    await playAccountCreation(stage);
    await answerReviews(stage);
    await playScheduledReconciliation(stage, files);
    const summary = await summarise(stage, await reconcileAgain(stage));
    if (options.html !== undefined) await writePage(stage, options.html);
    narrator.heading(summaryTable(summary));
    if (page !== undefined) await stayUp(stage, { folder, files, interrupted, address: page.url });
    return summary;
  } finally {
    await page?.close();
    await laptop.close();
    await packaged.remove();
  }
}

function introduce({ laptop, narrator }: Stage): void {
  const { accounts, units } = laptop.size();
  narrator.say(`Started the embedded AWS at ${laptop.emulator.url}`);
  narrator.say(`Created an organization with ${counted(accounts, 'account')} in ${counted(units, 'unit')}`);
  narrator.say(
    `Deployed the hub (${counted(laptop.hub.resources.size, 'resource')}) and the forwarding of the management account`,
  );
}

async function stayUp(
  stage: Stage,
  {
    folder,
    files,
    interrupted,
    address,
  }: {
    readonly folder: string;
    readonly files: Awaited<ReturnType<typeof readLensFiles>>;
    readonly interrupted: AbortSignal;
    readonly address: string;
  },
): Promise<void> {
  const { laptop, narrator } = stage;
  narrator.heading(`Running at ${laptop.emulator.url}. Changes in ${folder} are uploaded. Stop with Ctrl-C.`);
  narrator.heading(consoleLine(address));
  narrator.heading('# To use the command line, paste this into another shell:');
  for (const line of exportLines(laptop.environment)) narrator.line(line);
  narrator.line(`npx lenskeeper status --stack ${laptop.hub.name}`);
  narrator.line('');
  // From now on the schedule runs hourly.
  schedulerOf(laptop.emulator.world).start();
  const uploaded = new Map(files.map(({ key, bytes }) => [key, Buffer.from(bytes).toString('base64')]));
  await watchFolder(stage, folder, uploaded, interrupted);
}

/** The address has its own line, so that it can be copied. */
function consoleLine(address: string): string {
  return `Open the console to watch events and to make changes:\n\n  ${styleText(['bold', 'underline'], address)}\n`;
}

/** Aborts on Ctrl-C or a termination signal, so that child processes and folders are removed. */
function interruption(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => controller.abort());
  return controller.signal;
}
