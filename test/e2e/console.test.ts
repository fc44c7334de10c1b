import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type Laptop, startLaptop } from '../../src/cli/start/laptop.ts';
import { createNarrator } from '../../src/cli/start/narrator.ts';
import { openConsole } from '../../src/cli/start/open-console.ts';
import { createStage, type Stage } from '../../src/cli/start/stage.ts';
import type { ConsoleServer } from '../../src/console/live/serve-console.ts';
import { organizationsOf } from '../../src/emulator/services/organizations/store.ts';
import { launchBrowser } from '../contract/preview/launch-browser.ts';
import { backups, ORGANIZATION, policy, SIGN_IN, signIn } from './scenario.ts';

const browser = await launchBrowser();
/** How long something throttled may take, in milliseconds. */
const PATIENCE_MS = 90_000;
/** The delay of `later` after a change. */
const LATER_MS = 5_000;

describe.skipIf(!browser)('the console beside the embedded AWS', () => {
  let laptop: Laptop;
  let stage: Stage;
  let server: ConsoleServer;
  let page: Page;

  beforeAll(async () => {
    const packaged = { ...inject('packaged'), remove: async () => {} };
    laptop = await startLaptop({ packaged, organization: ORGANIZATION });
    const organization = organizationsOf(laptop.emulator.world);
    organization.settings = { ...organization.settings, accountCreationMs: 0 };
    stage = createStage(
      laptop,
      createNarrator(() => {}),
    );
    server = await openConsole(stage);
    await stage.put('lenskeeper.yaml', policy({ lines: 'settle: 1s' }));
    await stage.put(SIGN_IN, JSON.stringify(signIn));
    await stage.settled({ later: true });
    page = await browser!.newPage({ viewport: { width: 1440, height: 1000 } });
    page.setDefaultTimeout(PATIENCE_MS);
    await page.goto(server.url);
  });

  afterAll(async () => {
    await browser?.close();
    await server?.close();
    await laptop?.close();
  });

  const figure = (label: string, value: string) =>
    page.locator('.figure', { hasText: label }).getByText(value, { exact: true }).waitFor();
  /** Lets what waits in `later` come back at once. */
  const hurry = async () => {
    const { world } = laptop.emulator;
    await laptop.idle();
    world.clock.advance(LATER_MS);
  };
  const flowIs = async (title: string, state: string) => {
    await page.getByRole('heading', { name: title }).waitFor();
    await hurry();
    await page
      .locator('.flow', { has: page.getByRole('heading', { name: title }) })
      .locator('.facts b', { hasText: state })
      .waitFor();
  };

  it('shows an uploaded lens on its way, published and shared', async () => {
    await page.locator('#upload-form [name=key]').fill('lenses/backups.json');
    await page.locator('#upload-form [name=text]').fill(JSON.stringify(backups));
    await page.locator('#upload-form').getByRole('button', { name: 'Upload' }).click();

    await flowIs('Uploaded lenses/backups.json', 'Done');
    const steps = await page.locator('.step').allInnerTexts();
    expect(steps.map((text) => text.replaceAll(/\s+/g, ' ')).join('\n')).toMatch(
      /Event Object Created.*Rule LensEventsRule.*Queue lens-events.*Function lens-changed.*Queue work.fifo.*Function reconcile.*Actions 1 import-lens, 1 publish-lens, 3 share-lens.*API calls/s,
    );
    await figure('Lenses current', '2 of 2');
    await figure('Active shares', '6 of 6');

    await page.locator('.tabs').getByRole('link', { name: 'Lenses' }).click();
    const card = page.locator('.card', { hasText: 'lenses/backups.json' });
    await card.getByText('version 1.0').waitFor();
    await card.getByText('3 of 3 shares active').waitFor();
  });

  it('shows a broken lens rejected, with line and column', async () => {
    await page.locator('#upload-form [name=key]').fill('lenses/broken.json');
    await page.locator('#upload-form [name=text]').fill('{ "name": "Half"');
    await page.locator('#upload-form').getByRole('button', { name: 'Upload' }).click();
    await flowIs('Uploaded lenses/broken.json', 'Rejected');
    await page
      .locator('.flow .notes')
      .getByText(/lenses\/broken\.json is rejected: line 1, column 17/)
      .waitFor();
    await page.locator('.tabs').getByRole('link', { name: 'Lenses' }).click();

    await page.getByText(/error, line 1, column 17/).waitFor();
    await figure('Rejected lenses', '1');

    await page.locator('[data-action=delete-lens] select').selectOption('lenses/broken.json');
    await page.locator('[data-action=delete-lens]').getByRole('button').click();
    await figure('Rejected lenses', '0');
  });

  it('shows a created account with its workload', async () => {
    await page.getByText('Accounts and units').click();
    const form = page.locator('[data-action=create-account]');
    await form.locator('[name=name]').fill('checkout');
    await form.locator('select').selectOption({ label: '/Production' });
    await form.getByRole('button').click();

    await form.getByText(/Created the account checkout/).waitFor();
    await page
      .getByRole('link', { name: /Account moved/ })
      .first()
      .waitFor();
    await page.locator('.tabs').getByRole('link', { name: 'Organization' }).click();
    await page.locator('.accounts li', { hasText: 'checkout' }).getByText('Workload').waitFor();
  });

  it('leads newcomers through three steps', async () => {
    const tried = (step: number) => page.locator('.try-steps > li').nth(step);

    await tried(0).getByRole('button').click();
    await tried(0).getByText('Published and shared with every unit', { exact: true }).waitFor();
    await tried(1).getByRole('button').click();
    await tried(1).getByText('The workload is present').waitFor();
    await tried(2).getByRole('button').click();
    await tried(2).getByText('The share is active again').waitFor();

    await page.getByText('3 of 3 done').waitFor();
    await figure('Dead letters', '0');
  });

  it('shows the pacing under throttling, and that nothing is lost', { timeout: PATIENCE_MS }, async () => {
    await page.getByText('Throttling and faults').click();
    const throttling = page.locator('[data-action=set-throttling]');
    await throttling.locator('[name=rate]').fill('10');
    await throttling.locator('[name=burst]').fill('1');
    await throttling.getByRole('button').click();
    await throttling.getByText('Throttled to 10 calls per second').waitFor();

    await page.locator('#upload-form [name=key]').fill('lenses/paced.json');
    await page.locator('#upload-form [name=text]').fill(JSON.stringify({ ...backups, name: 'Paced' }));
    await page.locator('#upload-form').getByRole('button', { name: 'Upload' }).click();
    await flowIs('Uploaded lenses/paced.json', 'Done');
    await page
      .locator('.flow')
      .getByText(/throttled and repeated/)
      .waitFor();

    await page.locator('.tabs').getByRole('link', { name: 'API calls' }).click();
    await page.getByText('Throttling: 10 calls per second').waitFor();
    const throttled = await page.locator('tbody td:nth-child(3)').allInnerTexts();
    expect(throttled.reduce((sum, count) => sum + Number(count), 0)).toBeGreaterThan(0);
    await figure('Active shares', '12 of 12');
    await figure('Dead letters', '0');
    await page.getByRole('button', { name: 'Remove throttling' }).click();
    await page.getByText('Throttling: 10 calls per second').waitFor({ state: 'detached' });
  });

  it('says what is wrong with an invalid policy', async () => {
    const valid = (await stage.read('lenskeeper.yaml')) ?? '';
    await stage.put('lenskeeper.yaml', valid.replace(/^mode: apply$/m, 'mode: aply'));
    await page.locator('.tabs').getByRole('link', { name: 'Lenses' }).click();

    await page.getByText(/lenskeeper\.yaml is not valid \(line \d+, column \d+: mode/).waitFor();

    await stage.put('lenskeeper.yaml', valid);
    await page.getByText(/lenskeeper\.yaml is not valid/).waitFor({ state: 'detached' });
    await stage.settled({ later: true });
  });

  it('brings back a share that was deleted by hand', { timeout: PATIENCE_MS }, async () => {
    await page.locator('.tabs').getByRole('link', { name: 'Lenses' }).click();
    const card = page.locator('.card', { hasText: 'lenses/backups.json' });
    await card.getByText('Shares', { exact: true }).click();
    await card
      .getByRole('button', { name: /^Delete/ })
      .first()
      .click();
    await figure('Active shares', '11 of 12');

    await page.getByText('Schedule', { exact: true }).click();
    await page.getByRole('button', { name: 'Run the schedule' }).click();

    await flowIs('Schedule: everything compared', 'Done');
    await figure('Active shares', '12 of 12');
  });

  it('changes the organization, and says what it refuses', async () => {
    const form = (action: string) => page.locator(`[data-action=${action}]`);
    const option = (action: string, name: string, label: RegExp) =>
      form(action).locator(`[name=${name}] option`).filter({ hasText: label }).first().getAttribute('value');

    await form('create-unit').locator('[name=name]').fill('Data');
    await form('create-unit').getByRole('button').click();
    await figure('Active shares', '16 of 16');

    await form('move-account')
      .locator('[name=accountId]')
      .selectOption(await option('move-account', 'accountId', /Ledger/));
    await form('move-account')
      .locator('[name=parentId]')
      .selectOption(await option('move-account', 'parentId', /Data/));
    await form('move-account').getByRole('button').click();
    await form('move-account').getByText('Moved 444455556666').waitFor();
    await flowIs('Account moved: Ledger (444455556666)', 'Nothing to do');

    await form('close-account')
      .locator('select')
      .selectOption(await option('close-account', 'accountId', /Retired/));
    await form('close-account').getByRole('button').click();
    await form('close-account').getByText('already closed').waitFor();
  });

  it('sets a fault, which is met and survived', async () => {
    const fault = page.locator('[data-action=add-fault]');
    await fault.locator('[name=fault]').selectOption('internal-error');
    await fault.locator('[name=operation]').fill('ImportLens');
    await fault.locator('[name=count]').fill('1');
    await fault.getByRole('button').click();
    await fault.getByText('Added the fault; it affects the next calls').waitFor();
    await page.locator('.tabs').getByRole('link', { name: 'API calls' }).click();
    await page.getByText('Fault: ImportLens: internal-error, 1 call left').waitFor();

    await page.locator('#upload-form [name=key]').fill('lenses/faulty.json');
    await page.locator('#upload-form [name=text]').fill(JSON.stringify({ ...backups, name: 'Faulty' }));
    await page.locator('#upload-form').getByRole('button', { name: 'Upload' }).click();
    await flowIs('Uploaded lenses/faulty.json', 'Done');

    await figure('Active shares', '20 of 20');
    await figure('Dead letters', '0');
  });
});
