import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { serveConsole } from '../../../src/console/live/serve-console.ts';
import { fleetPage } from '../../../src/report/fleet/page.ts';
import { fleet } from '../../unit/console/a-fleet.ts';
import {
  anEvent,
  anUpload,
  EVENTS_QUEUE,
  journeyFacts,
  UPLOAD_RUN,
  WORK_QUEUE,
} from '../../unit/console/journey-facts.ts';
import { launchBrowser } from '../preview/launch-browser.ts';
import { aLensRow, anOverview, aSource, type Fixture, PRODUCTION } from './console-fixture.ts';

const browser = await launchBrowser();
afterAll(() => browser?.close());

const VIEWS = ['events', 'lenses', 'organization', 'calls', 'report'] as const;

/** The console of a source, open in a browser; everything that a hostile text could set off is noted. */
async function open(
  fixture: Fixture = aSource(),
  {
    colorScheme = 'light',
    width = 1280,
    query = '',
  }: { colorScheme?: 'light' | 'dark'; width?: number; query?: string } = {},
) {
  const server = await serveConsole({ source: fixture.source });
  const page = await browser!.newPage({ colorScheme, viewport: { width, height: 900 } });
  page.setDefaultTimeout(5_000);
  const incidents: string[] = [];
  page.on('console', (message) => incidents.push(message.text()));
  page.on('pageerror', ({ message }) => incidents.push(message));
  page.on('dialog', (dialog) => {
    incidents.push(dialog.message());
    void dialog.dismiss();
  });
  const address = new URL(server.url);
  address.search = query;
  await page.goto(address.href);
  await page.getByText('Live', { exact: true }).waitFor();
  return {
    ...fixture,
    server,
    page,
    incidents,
    [Symbol.asyncDispose]: async () => {
      await page.close();
      await server.close();
    },
  };
}

const step = (page: Page, kind: string) => page.locator(`.step[data-kind=${kind}]`);
const focused = (page: Page) =>
  page.evaluate('document.activeElement.textContent.trim().replace(/\\s+/g, " ")');

describe.skipIf(!browser)('the console page', () => {
  it('shows the way of an event step by step, and what is in the one that is chosen', async () => {
    await using opened = await open();
    const { page, incidents } = opened;

    expect(await page.locator('.step .kind').allInnerTexts()).toEqual([
      'Event',
      'Rule',
      'Queue',
      'Function',
      'Queue',
      'Function',
      'Actions',
      'API calls',
    ]);
    await step(page, 'message').last().click();
    await page.getByRole('heading', { name: 'Message in work.fifo' }).waitFor();
    expect(await page.locator('.details pre').innerText()).toContain('"key": "lenses/');

    await step(page, 'function').last().click();
    await page.getByRole('heading', { name: 'Function reconcile' }).waitFor();
    expect(await page.locator('.log').innerText()).toContain('Action applied');

    await step(page, 'calls').last().click();
    await page.getByRole('heading', { name: 'API calls' }).waitFor();
    expect(await page.locator('.details tbody').innerText()).toMatch(/CreateLensShare\s+throttled/);
    expect(page.url()).toContain('step=calls-request-reconcile');
    expect(incidents).toEqual([]);
  });

  it('shows a new event the moment it happens', async () => {
    await using opened = await open(aSource({ facts: journeyFacts() }));
    const { page, facts } = opened;
    await page.getByText('There are no events yet').waitFor();

    anUpload(facts);

    await page.getByRole('heading', { name: 'Uploaded lenses/sign-in.json' }).waitFor();
    await page.locator('.flow .facts').getByText('Done').waitFor();
  });

  it('keeps what is typed, chosen, unfolded and focused while the world changes', async () => {
    await using opened = await open(aSource(), { query: '?view=lenses' });
    const { page, change } = opened;
    await page.getByText('Accounts and units').click();
    const name = page.locator('[data-action=create-account] [name=name]');
    await page.locator('[data-action=create-account] select').selectOption(PRODUCTION);
    await page.getByText('Shares', { exact: true }).click();
    await name.fill('half typ');

    const { root } = anOverview();
    const unit = { id: 'ou-ab12-another1', name: 'Another', units: [], accounts: [] };
    change({
      lenses: [aLensRow({ key: 'lenses/a.json', name: 'First' }), aLensRow({ version: '1.1' })],
      root: { ...root, units: [unit, ...root.units] },
    });
    await page.getByText('version 1.1').waitFor();

    expect(await name.inputValue()).toBe('half typ');
    expect(await page.evaluate('document.activeElement.name')).toBe('name');
    expect(await page.locator('[data-action=create-account] select').inputValue()).toBe(PRODUCTION);
    const shares = (key: string) => page.locator(`details[data-key="shares ${key}"]`).getAttribute('open');
    expect(await shares('lenses/sign-in.json')).not.toBeNull();
    expect(await shares('lenses/a.json')).toBeNull();
  });

  it('sends what a form says, and tells what came of it', async () => {
    await using opened = await open();
    const { page, performed } = opened;

    await page.locator('[data-load]').selectOption('lenses/sign-in.json');
    await page.waitForFunction('document.querySelector("#upload-form [name=text]").value !== ""');
    await page.locator('#upload-form').getByRole('button', { name: 'Upload' }).click();
    await page.getByText('Did upload').first().waitFor();
    await page.getByText('Accounts and units').click();
    await page.locator('[data-action=close-account] select').selectOption('444455556666');
    await page.getByRole('button', { name: 'Close' }).click();
    await page.locator('[data-action=close-account] output').getByText('found it closed already').waitFor();

    expect(performed).toEqual([
      { kind: 'upload', key: 'lenses/sign-in.json', text: '{"name": "Sign-in"}' },
      { kind: 'close-account', accountId: '444455556666' },
    ]);
    expect(await page.locator('#announcer').innerText()).toContain('found it closed already');
  });

  it.for([
    ['lenses/team/a.yaml', true],
    ['lenskeeper.yaml', true],
    ['state/organization.json', false],
    ['lenses/a.txt', false],
  ] as const)('knows before it is sent whether %s may be uploaded: %s', async ([key, isValid]) => {
    await using opened = await open();
    const field = opened.page.locator('#upload-form [name=key]');

    await field.fill(key);

    expect(await field.evaluate((input) => input.matches(':valid'))).toBe(isValid);
  });

  it('takes a file of the person who looks', async () => {
    await using opened = await open();
    const { page, performed } = opened;

    await page.locator('[data-file]').setInputFiles({
      name: 'mine.json',
      mimeType: 'application/json',
      buffer: Buffer.from('{"mine": true}'),
    });
    await page.waitForFunction('document.querySelector("#upload-form [name=text]").value !== ""');
    await page.locator('#upload-form').getByRole('button', { name: 'Upload' }).click();
    await page.getByText('Did upload').first().waitFor();

    expect(performed).toMatchObject([{ key: 'lenses/mine.json', text: '{"mine": true}' }]);
  });

  it('keeps its address, so that it works after a reload, in another tab and from the history', async () => {
    await using opened = await open();
    const { page, performed, server } = opened;

    await page.locator('.tabs').getByRole('link', { name: 'Lenses' }).click();
    await page.locator('.tabs a[aria-current=page][href="?view=lenses"]').waitFor();
    expect(page.url()).toBe(`${server.url}?view=lenses`);
    await page.reload();
    await page.getByText('Live', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Repeat' }).click();
    await page.getByText('Did try').first().waitFor();

    expect(performed).toHaveLength(1);
  });

  it('is used by the keyboard alone', async () => {
    await using opened = await open();
    const { page, performed } = opened;
    const tabTo = async (wanted: RegExp) => {
      for (let presses = 0; presses < 60; presses += 1) {
        await page.keyboard.press('Tab');
        if (wanted.test(String(await focused(page)))) return;
      }
      throw new Error(`Press Tab: found nothing like ${wanted}, wanted it among 60`);
    };

    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Skip to the view');
    await tabTo(/^Create an account$/);
    await page.keyboard.press('Enter');
    await page.getByText('Did try').first().waitFor();
    await tabTo(/Function reconcile/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Function reconcile' }).waitFor();
    await page.locator('#announcer').getByText('Function reconcile').waitFor({ state: 'attached' });

    expect(await focused(page)).toMatch(/Function reconcile/);
    expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid');
    expect(performed).toEqual([{ kind: 'try', step: 'account' }]);
    await page.goBack();
    await page.getByText('Choose a step').waitFor();
  });

  it('shows hostile names as what they are, and lets none of them act', async () => {
    const hostile = `<img src=x onerror=alert(1)>"'></script><script>alert(2)</script>\u202Egnp.exe`;
    const facts = journeyFacts();
    facts.arrive(EVENTS_QUEUE, hostile, hostile, { groupId: hostile });
    anUpload(facts, anEvent({ detail: { object: { key: `lenses/${hostile}.json` } } }));
    facts.log('reconcile', hostile);
    const lens = aLensRow({
      key: hostile,
      name: hostile,
      version: hostile,
      recipients: new Map([[hostile, hostile]]),
    });
    const { root } = anOverview();
    const account = {
      id: '1',
      name: hostile,
      state: hostile,
      workload: { name: hostile, lenses: [hostile], risks: {} },
    };
    const overview = anOverview({
      domain: hostile,
      lenses: [lens],
      root: {
        ...root,
        accounts: [account],
        units: [{ id: hostile, name: hostile, units: [], accounts: [] }],
      },
      rejected: [{ key: hostile, findings: [hostile] }],
      notices: [hostile],
      queues: [{ name: hostile, isDeadLetters: true, visible: 1, inFlight: 0, delayed: 0 }],
    });
    await using opened = await open(aSource({ overview, facts }));
    const { page, incidents, change } = opened;

    for (const [index, view] of VIEWS.entries()) {
      await page.locator('.tabs a').nth(index).click();
      await page.locator(`.tabs a[aria-current=page][href="?view=${view}"]`).waitFor();
      change({ notices: [`${hostile} again, in ${view}`] });
    }
    await page.locator('.tabs a').first().click();
    await page.locator('.journey').nth(1).click();
    await page.getByRole('heading', { name: 'Reconcile requested' }).waitFor();
    await step(page, 'message').click();
    await page.locator('.details').waitFor();
    await page.locator('.journey').first().click();
    await page.getByRole('heading', { name: /^Uploaded/ }).waitFor();
    for (const kind of ['event', 'message', 'function', 'actions', 'calls']) {
      await step(page, kind).last().click();
      await page.locator('.details').waitFor();
    }

    expect(incidents).toEqual([]);
    expect(await page.locator('img, script:not(body > script)').count()).toBe(0);
    // A mark that turns the reading direction is spelled out.
    expect(await page.locator('h1').innerText()).toContain('\\u202egnp.exe');
  });

  it('shows the report with its age below the tabs; it works there and reaches nothing else', async () => {
    await using opened = await open(aSource({ report: fleetPage(fleet) }));
    const { page, incidents } = opened;

    await page.locator('.tabs').getByRole('link', { name: 'Report' }).click();
    await page.getByText('Report of 2026-11-21 08:30 UTC, 30 minutes old.').waitFor();
    const report = page.frameLocator('iframe.report');
    await report.getByRole('heading', { level: 1, name: 'Lenskeeper report' }).waitFor();

    expect(await report.getByText('Sign-in').count()).toBeGreaterThan(0);
    expect(incidents).toEqual([]);
    const frame = page.frames().find((each) => each.url().includes('/report?'));
    expect(await frame!.evaluate("fetch('/').then(() => 'reached', () => 'refused')")).toBe('refused');
    await page.locator('.tabs').getByRole('link', { name: 'Events' }).click();
    await page.locator('.flow').waitFor();
  });

  it('shows a rejected lens, a denied call and given-up work as what they are, with the reason in the head', async () => {
    const facts = anUpload();
    const body = facts.work({ run: 'event-2' });
    facts.arrive(WORK_QUEUE, 'm-9', body);
    facts.start('reconcile', { 'm-9': body });
    const rejected = {
      message: 'Lens rejected',
      subject: 'lenses/a.json',
      detail: 'line 1, column 17: no end',
    };
    facts.log('reconcile', JSON.stringify({ ...rejected, run: 'event-2' }));
    facts.end('reconcile');
    await using opened = await open(aSource({ facts }), { query: '?view=events&journey=event-2' });

    const head = opened.page.locator('.flow');

    await head.locator('.facts b', { hasText: 'Rejected' }).waitFor();
    await head.getByText('lenses/a.json is rejected: line 1, column 17: no end').waitFor();
    expect(await opened.page.locator('.journey [data-state=done]').count()).toBe(1);
  });

  it('shows a deleted share as missing, when it is added again, and does it now when asked', async () => {
    const lens = aLensRow({
      recipients: new Map([[PRODUCTION, 'MISSING']]),
      shares: { wanted: 1, active: 0 },
    });
    const overview = anOverview({ lenses: [lens], nextScheduleAt: Date.parse('2026-11-21T10:00:00Z') });
    await using opened = await open(aSource({ overview }), { query: '?view=lenses' });
    const { page, performed } = opened;

    await page.getByText(/1 share is missing. The schedule creates it at \d\d:00:00./).waitFor();
    expect(await page.getByRole('button', { name: /^Delete the share/ }).count()).toBe(0);
    await page.getByRole('button', { name: 'Run now' }).click();

    await expect.poll(() => performed).toEqual([{ kind: 'run-schedule' }]);
  });

  it('marks a workload that no rule covers any more', async () => {
    const { root } = anOverview();
    const [production] = root.units;
    const accounts = production!.accounts.map((account) => ({ ...account, note: 'no longer covered' }));
    const overview = anOverview({ root: { ...root, units: [{ ...production!, accounts }] } });
    await using opened = await open(aSource({ overview }), { query: '?view=organization' });

    const row = opened.page.locator('.accounts li', { hasText: 'Ledger' });

    await row.getByText('no longer covered').waitFor();
    expect(await row.locator('.badge[data-tone=busy]').count()).toBe(1);
  });

  it('names the account of an event by its name', async () => {
    const facts = journeyFacts();
    facts.deliver(
      anEvent({
        source: 'aws.organizations',
        detail: { eventName: 'MoveAccount', requestParameters: { accountId: '444455556666' } },
      }),
    );
    await using opened = await open(aSource({ facts }));

    await opened.page.getByRole('heading', { name: 'Account moved: Ledger (444455556666)' }).waitFor();
  });

  it('says so when the console has ended', async () => {
    await using opened = await open();

    await opened.server.close();

    await opened.page.getByText('Not connected: the console has stopped').waitFor();
  });

  it.for(VIEWS.flatMap((view) => [360, 1440].map((width) => ({ view, width }))))(
    'fits $width pixels in the view $view',
    async ({ view, width }) => {
      const key = `lenses/${'a-long-name-without-a-space'.repeat(4)}.json`;
      const overview = anOverview({ lenses: [aLensRow(), aLensRow({ key, name: key })] });
      const query =
        view === 'events'
          ? `?view=events&journey=${UPLOAD_RUN}&step=calls-request-reconcile`
          : `?view=${view}`;
      await using opened = await open(aSource({ overview }), { width, query });

      const [scroll, client] = (await opened.page.evaluate(
        '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
      )) as [number, number];

      expect(scroll).toBeLessThanOrEqual(client);
    },
  );

  it.for(VIEWS.flatMap((view) => (['light', 'dark'] as const).map((colorScheme) => ({ view, colorScheme }))))(
    'has nothing that keeps people out, in the view $view, in $colorScheme',
    async ({ view, colorScheme }) => {
      const overview = anOverview({
        rejected: [{ key: 'lenses/bad.json', findings: ['error, line 1, column 1: Bad'] }],
        notices: ['Noticed'],
      });
      const query =
        view === 'events'
          ? `?view=events&journey=${UPLOAD_RUN}&step=invocation-request-reconcile`
          : `?view=${view}`;
      await using opened = await open(aSource({ overview }), { colorScheme, query });
      const { page } = opened;
      await page.evaluate('for (const one of document.querySelectorAll("details")) one.open = true');

      await page.evaluate(axe.source);
      const found = (await page.evaluate(
        'axe.run().then(({ violations }) => violations.map(({ id, impact, nodes }) => [impact, id, nodes[0].html].join(" ")))',
      )) as string[];

      expect(found).toEqual([]);
    },
  );
});
