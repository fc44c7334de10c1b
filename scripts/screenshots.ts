import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Browser } from 'playwright-core';
import { playAccountCreation } from '../src/cli/start/account-creation.ts';
import { answerReviews } from '../src/cli/start/answer-reviews.ts';
import { EXAMPLE_ORGANIZATION } from '../src/cli/start/example-organization.ts';
import { startLaptop } from '../src/cli/start/laptop.ts';
import { lensFolder, readLensFiles } from '../src/cli/start/material.ts';
import { createNarrator } from '../src/cli/start/narrator.ts';
import { openConsole } from '../src/cli/start/open-console.ts';
import { packageProject } from '../src/cli/start/package-project.ts';
import { playS3Upload } from '../src/cli/start/s3-upload.ts';
import { playScheduledReconciliation, reconcileAgain } from '../src/cli/start/scheduled-reconciliation.ts';
import { seedExamples } from '../src/cli/start/seed-examples.ts';
import { createStage, type Stage } from '../src/cli/start/stage.ts';
import { childEnvironment } from '../src/config.ts';
import { startEmulator } from '../src/emulator/start-emulator.ts';
import { runInTerminal } from '../test/contract/cli/run-in-terminal.ts';
import { HUB, REGION } from '../test/contract/cli/run-lenskeeper.ts';
import { launchBrowser } from '../test/contract/preview/launch-browser.ts';
import { drawTerminal } from './screenshots/draw-terminal.ts';

const WINDOW = { viewport: { width: 1440, height: 1000 }, colorScheme: 'light' } as const;
const COLUMNS = 100;
const START_COLUMNS = 130;

/** Makes the pictures of the README from the programs themselves. Run it after a change of their output. */
await takePlan();
await takeStart();
await takePages();

function picture(name: string): string {
  return fileURLToPath(new URL(`../docs/${name}`, import.meta.url));
}

/** `lenskeeper plan` in a terminal, for the example organization before the first apply. */
async function takePlan(): Promise<void> {
  const emulator = await startEmulator({ hubAccountId: HUB });
  try {
    await seedExamples(emulator.world);
    const environment = {
      AWS_ENDPOINT_URL: emulator.url,
      AWS_REGION: REGION,
      AWS_ACCESS_KEY_ID: 'hub',
      AWS_SECRET_ACCESS_KEY: 'embedded',
      LENSKEEPER_BUCKET: 'lenskeeper-examples',
    };
    const run = runInTerminal(['plan'], environment, {
      columns: COLUMNS,
      bin: fileURLToPath(new URL('../bin/lenskeeper.js', import.meta.url)),
    });
    const code = await run.ended;
    if (code !== 0)
      throw new Error(`Cannot run lenskeeper plan: found exit code ${code}, expected 0: ${run.raw()}`);
    const output = `\u001b[32m$ lenskeeper plan\u001b[0m\r\n${run.raw()}`;
    const title = 'Output of lenskeeper plan for the example organization';
    await writeFile(picture('plan.svg'), await drawTerminal(output, { title, columns: COLUMNS }));
  } finally {
    await emulator.close();
  }
}

/** `npm start -- --exit`, from its first line to its summary. */
async function takeStart(): Promise<void> {
  const { stdout } = await promisify(execFile)('npm', ['start', '--', '--exit'], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    env: { ...childEnvironment(), NO_COLOR: '1' },
  });
  const output = `\u001b[32m$ npm start -- --exit\u001b[0m\r\n${stdout.trim().replaceAll('\n', '\r\n')}`;
  const title = 'Output of npm start -- --exit: the three uses of Lenskeeper on the embedded AWS';
  await writeFile(picture('npm-start.svg'), await drawTerminal(output, { title, columns: START_COLUMNS }));
}

/** The console and the report, after the three uses of `npm start`. */
async function takePages(): Promise<void> {
  const browser = await launchBrowser();
  if (browser === undefined) throw new Error('Cannot open a browser: found neither Chrome nor Edge');
  const packaged = await packageProject();
  const laptop = await startLaptop({ packaged, organization: EXAMPLE_ORGANIZATION });
  const stage = createStage(
    laptop,
    createNarrator((line) => process.stdout.write(`${line}\n`)),
  );
  try {
    await takeConsole(stage, browser);
    await takeReport(stage, browser);
  } finally {
    await browser.close();
    await laptop.close();
    await packaged.remove();
  }
}

async function takeConsole(stage: Stage, browser: Browser): Promise<void> {
  const server = await openConsole(stage);
  try {
    const tab = await browser.newPage(WINDOW);
    await tab.goto(server.url);
    const files = await readLensFiles(lensFolder(undefined));
    await playS3Upload(stage, files);
    await playAccountCreation(stage);
    await answerReviews(stage);
    await playScheduledReconciliation(stage, files);
    await tab.locator('.journey', { hasText: 'Control Tower' }).first().click();
    await tab.locator('.flow h2', { hasText: 'Control Tower' }).waitFor();
    await tab.locator('.step[data-kind=actions]').first().click();
    await tab.locator('.details').waitFor();
    await tab.mouse.wheel(0, -100_000);
    await tab.waitForFunction('scrollY === 0');
    await tab.screenshot({ path: picture('console.png') });
  } finally {
    await server.close();
  }
}

async function takeReport(stage: Stage, browser: Browser): Promise<void> {
  await reconcileAgain(stage);
  const page = await stage.read('reports/latest.html');
  if (page === undefined) throw new Error('Cannot read the report: found no reports/latest.html');
  const tab = await browser.newPage(WINDOW);
  await tab.setContent(page);
  await tab.screenshot({ path: picture('report.png') });
}
