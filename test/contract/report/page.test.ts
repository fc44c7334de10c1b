import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import type { FleetReport } from '../../../src/report/fleet/fleet-report.ts';
import { fleetPage } from '../../../src/report/fleet/page.ts';
import {
  aFleet,
  aFleetAccount,
  aFleetLens,
  aFleetUnit,
  aLargeFleet,
  aReviewedLens,
} from '../../unit/report/fleet/fleet-builders.ts';
import { launchBrowser } from '../preview/launch-browser.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const browser = await launchBrowser();
afterAll(() => browser?.close());

const SMALL = aLargeFleet({ accounts: 120, lenses: 5, units: 60 });

/** A report opened as people open it: from a file. Whatever a hostile text could set off is noted. */
async function open(
  fleet: FleetReport,
  { colorScheme = 'light', width = 1440 }: { colorScheme?: 'light' | 'dark'; width?: number } = {},
) {
  const folder = mkdtempSync(join(tmpdir(), 'lenskeeper-page-'));
  const file = join(folder, 'report.html');
  writeFileSync(file, fleetPage(fleet));
  const context = await browser!.newContext({ colorScheme, viewport: { width, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(5_000);
  const incidents: string[] = [];
  page.on('console', (message) => incidents.push(message.text()));
  page.on('pageerror', ({ message }) => incidents.push(message));
  page.on('dialog', (dialog) => {
    incidents.push(dialog.message());
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    if (!request.url().startsWith('file:')) incidents.push(request.url());
  });
  await page.goto(pathToFileURL(file).href);
  return {
    page,
    incidents,
    [Symbol.asyncDispose]: async () => {
      await context.close();
      rmSync(folder, { recursive: true });
    },
  };
}

const accountRows = (page: Page) => page.locator('#lenskeeper-accounts tbody tr');
const unitRows = (page: Page) => page.locator('#lenskeeper-units tbody tr');

/** What the button beside a table downloads, a line for each row. */
async function csvOf(page: Page, name: string): Promise<string[]> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.locator(`[data-csv="${name}"]`).click(),
  ]);
  expect(download.suggestedFilename()).toBe(`${name}.csv`);
  return readFileSync(await download.path(), 'utf8')
    .replace('\ufeff', '')
    .trimEnd()
    .split('\r\n');
}

describe.skipIf(!browser)('the page of a fleet', () => {
  it('folds and unfolds units, and sums up what is folded', async () => {
    await using opened = await open(SMALL);
    const { page, incidents } = opened;
    const topUnits = SMALL.units.filter(({ depth }) => depth === 0).length;
    expect(await unitRows(page).count()).toBe(topUnits + 1);
    const first = unitRows(page).nth(1);
    expect(await first.locator('td').nth(1).innerText()).toMatch(/^\d+(\/\d+)?$/);

    await page.getByRole('button', { name: `Units in ${SMALL.units[0]!.name}`, exact: true }).press('Enter');

    expect(await unitRows(page).count()).toBe(topUnits + 10);
    expect(await first.locator('td').nth(2).textContent()).toBe('shared');
    expect(await page.evaluate('document.activeElement.getAttribute("aria-expanded")')).toBe('true');

    await page.getByRole('button', { name: 'Unfold all' }).click();
    expect(await unitRows(page).count()).toBe(SMALL.units.length + 1);
    await page.getByRole('button', { name: 'Fold all', exact: true }).click();
    expect(await unitRows(page).count()).toBe(topUnits + 1);
    expect(incidents).toEqual([]);
  });

  it('finds accounts by words and filters, sorts them, and shows more when asked', async () => {
    await using opened = await open(SMALL);
    const { page } = opened;
    expect(await page.getByText('120 accounts, 50 shown').isVisible()).toBe(true);

    await page.getByRole('button', { name: 'Show more' }).click();
    expect(await accountRows(page).count()).toBe(120);

    await page.getByRole('searchbox').fill('retail-PROD');
    const names = await accountRows(page).locator('.name').allInnerTexts();
    expect(names.length).toBeGreaterThan(0);
    expect(names.filter((name) => !/^retail-prod/.test(name))).toEqual([]);

    await page.getByRole('searchbox').fill('');
    await page.locator('#by-workload').selectOption('missing');
    const missing = SMALL.accounts.filter(({ workload }) => workload === 'missing').length;
    expect(await accountRows(page).count()).toBe(missing);

    await page.locator('#by-workload').selectOption('');
    await page.getByRole('button', { name: 'High' }).click();
    const high = await accountRows(page).locator('td:nth-child(4)').allInnerTexts();
    expect(high.slice(0, 3)).toEqual(['8', '8', '8']);
    expect(await page.locator('th[aria-sort]').getAttribute('aria-sort')).toBe('descending');
  });

  it('unfolds the pillars of a lens', async () => {
    await using opened = await open(SMALL);
    const { page } = opened;
    const pillar = page.locator('#risks-0 tr').first();
    expect(await pillar.isVisible()).toBe(false);

    await page.getByRole('button', { name: `Pillars of ${SMALL.reviewed[0]!.name}` }).click();

    expect(await pillar.isVisible()).toBe(true);
  });

  it('downloads each table whole, with formulas made harmless', async () => {
    const fleet = aFleet({
      accounts: [aFleetAccount({ name: '=HYPERLINK("http://example.com")', path: '+1', risks: undefined })],
      lenses: [aFleetLens({ name: '@SUM(A1), "quoted"' })],
      rejections: [
        {
          key: '-2+3',
          by: 'aws',
          findings: [{ severity: 'error', message: '=1', mend: '', line: 1, column: 1 }],
        },
      ],
      calls: [{ atMs: 0, calls: 3, throttled: 1 }],
    });
    await using opened = await open(fleet);
    const { page } = opened;

    const [, account = ''] = await csvOf(page, 'lenskeeper-accounts');
    const [, lens = ''] = await csvOf(page, 'lenskeeper-lenses');
    const [, rejected = ''] = await csvOf(page, 'lenskeeper-rejected');

    expect(account).toContain(`"'=HYPERLINK(""http://example.com"")"`);
    expect(account).toContain(`,'+1,`);
    expect(lens).toMatch(/^"'@SUM\(A1\), ""quoted""",current,/);
    expect(rejected).toMatch(/^'-2\+3,AWS,/);
    expect(await csvOf(page, 'lenskeeper-risks')).toEqual([
      'Lens and pillar,Reviews,High risk,Medium risk,Unanswered,No risk',
      'Sign-in baseline,1,1,2,4,3',
      'Sign-in baseline: People,1,1,0,0,3',
      'Sign-in baseline: Machines,1,0,2,4,0',
    ]);
    expect(await csvOf(page, 'lenskeeper-units')).toEqual([
      'Unit,Accounts,"\'@SUM(A1), ""quoted"" (eu-west-1)"',
      '/Production,0,shared',
      '/Production/Payments,0,shared',
    ]);
    expect(opened.incidents).toEqual([]);
  });

  it('lets hostile texts do nothing', async () => {
    const hostile = `</script><script>alert(1)</script><img src=x onerror=alert(2)>"'\u202e<a href="javascript:alert(3)">`;
    await using opened = await open(
      aFleet({
        lenses: [aFleetLens({ name: hostile, key: hostile })],
        units: [
          aFleetUnit({ name: hostile, path: hostile }),
          aFleetUnit({ name: hostile, path: hostile, depth: 1 }),
        ],
        accounts: [aFleetAccount({ name: hostile, path: hostile })],
        templates: [hostile],
        reviewed: [aReviewedLens({ name: hostile })],
        notices: [{ kind: 'draft-left', subject: hostile, message: hostile }],
      }),
    );
    const { page, incidents } = opened;

    await page.getByRole('searchbox').fill('<script>');
    await page.locator('#lenskeeper-accounts summary').first().click();

    expect(await accountRows(page).locator('.name').textContent()).toBe(hostile.replace('\u202e', '\\u202e'));
    expect(await page.locator('img, main script, main a[href^="javascript"], [onerror]').count()).toBe(0);
    expect(incidents).toEqual([]);
  });

  it.for([
    ['light', 1440],
    ['dark', 1440],
    ['light', 360],
    ['dark', 360],
  ] as const)(
    'is accessible in %s at %i pixels, and no wider than the window',
    async ([colorScheme, width]) => {
      await using opened = await open(SMALL, { colorScheme, width });
      const { page } = opened;
      await page.getByRole('button', { name: 'Unfold all' }).click();
      await page.locator('#risks .fold').first().click();

      // Evaluated from outside, so that the page's own policy does not stand in its way.
      await page.evaluate(AXE);
      const violations = await page.evaluate(`axe.run(document, { resultTypes: ['violations'] })
      .then(({ violations }) => violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, nodes }) => id + ': ' + nodes.slice(0, 3).map(({ html, failureSummary }) => html.slice(0, 200) + failureSummary).join(' | ')))`);

      expect(violations).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    },
  );

  it('is used by the keyboard alone', async () => {
    await using opened = await open(aFleet());
    const { page } = opened;

    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the report');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('main');
    await page.keyboard.press('Tab');

    expect(await page.evaluate('document.activeElement.getAttribute("href")')).toBe('#lenses');
    expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid');
  });

  it('puts everything on paper that is folded or sliced on the screen', async () => {
    await using opened = await open(SMALL);
    const { page } = opened;

    await page.emulateMedia({ media: 'print' });

    await expect.poll(() => accountRows(page).count()).toBe(120);
    expect(await unitRows(page).count()).toBe(SMALL.units.length + 1);
    expect(await page.locator('#risks-0 tr').first().isVisible()).toBe(true);
    await expect.poll(() => page.getByRole('button', { name: /CSV|fold|Show more/ }).count()).toBe(0);
    expect(await page.getByRole('columnheader', { name: 'Account', exact: true }).isVisible()).toBe(true);
  });

  it('draws 1,000 accounts and 15 lenses with a small part of their rows', async () => {
    await using opened = await open(aLargeFleet());
    const { page } = opened;

    expect(await page.getByText('1,000 accounts, 50 shown').isVisible()).toBe(true);
    // What opening costs is what is drawn.
    expect(await page.evaluate('document.querySelectorAll("*").length')).toBeLessThan(6_000);
  });
});
