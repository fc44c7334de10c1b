import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { servePreview } from '../../../src/console/preview/serve-preview.ts';
import { launchBrowser } from './launch-browser.ts';
import { aChoice, aLens, aQuestion, lensFile } from './lens-file.ts';

const browser = await launchBrowser();
afterAll(() => browser?.close());

/** A served lens, open in a browser; everything that a hostile text could set off is noted. */
async function open(
  lens: unknown,
  { colorScheme = 'light', now }: { colorScheme?: 'light' | 'dark'; now?: () => Date } = {},
) {
  const file = lensFile(lens);
  const server = await servePreview(file.path, { port: 0, ...(now && { now }) });
  const page = await browser!.newPage({ colorScheme, viewport: { width: 1280, height: 900 } });
  page.setDefaultTimeout(5_000);
  const incidents: string[] = [];
  page.on('console', (message) => incidents.push(message.text()));
  page.on('pageerror', ({ message }) => incidents.push(message));
  page.on('dialog', (dialog) => {
    incidents.push(dialog.message());
    void dialog.dismiss();
  });
  await page.goto(server.url);
  return {
    ...file,
    server,
    page,
    incidents,
    [Symbol.asyncDispose]: async () => {
      await page.close();
      await server.close();
      file[Symbol.dispose]();
    },
  };
}

const outcome = (page: Page) => page.locator('.outcome').first();
const plan = (page: Page) => page.locator('.plan').first();

describe.skipIf(!browser)('the preview page', () => {
  it('shows at once the risk of what is ticked, the rule that gave it, and the plan of what is not', async () => {
    await using opened = await open(aLens());
    const { page, incidents } = opened;

    await page.getByLabel('We back up').check();
    await outcome(page).getByText('Medium risk').waitFor();

    expect(await outcome(page).innerText()).toMatch(/Medium risk\s+Rule 2 applies/);
    expect(await page.locator('.rules [aria-current=true]').innerText()).toContain('backups');
    expect(await plan(page).locator('li:visible').allInnerTexts()).toEqual([
      expect.stringContaining('Try a restore'),
    ]);
    expect(await page.locator('.counts').innerText()).toMatch(/0\s*High risk\s+1\s*Medium risk/);

    await page.getByLabel('We try restores').check();
    await outcome(page).getByText('No risk').waitFor();

    expect(await plan(page).isVisible()).toBe(false);
    expect(incidents).toEqual([]);
  });

  it('rates "None of these" by the rules and clears all answers by one button', async () => {
    await using opened = await open(aLens());
    const { page } = opened;

    await page.getByRole('checkbox', { name: 'None of these' }).check();
    await outcome(page).getByText('High risk').waitFor();
    expect(await plan(page).locator('li:visible').count()).toBe(2);

    await page.getByRole('button', { name: 'Clear answers' }).click();
    await outcome(page).getByText('Unanswered').waitFor();
    expect(await page.locator('input:checked').count()).toBe(0);
  });

  it('is used by the keyboard alone, and speaks the risk', async () => {
    await using opened = await open(aLens());
    const { page } = opened;

    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the lens');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toContain('Read about recovery');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await page.locator('#announcer').getByText('1.1: Medium risk. Rule 2 applies').waitFor();

    const outline = await page.evaluate('getComputedStyle(document.activeElement).outlineStyle');
    expect(outline).toBe('solid');
    expect(await page.locator('h1, h2, h3').allInnerTexts()).toEqual([
      'Recovery lens',
      'Reliability',
      '1.1 How do you recover?',
    ]);
  });

  it('lets hostile texts do nothing', async () => {
    const hostile = `</style></script><script>alert(1)</script><img src=x onerror=alert(2)>"'\u202e onclick="alert(3)`;
    const link = { displayText: hostile, url: 'javascript:alert(4)' };
    const broken = { displayText: hostile, url: `https://example.com/"onmouseover="alert(5)` };
    const question = aQuestion({
      title: hostile,
      description: hostile,
      helpfulResource: link,
      choices: [
        aChoice(hostile, hostile, { helpfulResource: broken, improvementPlan: link }),
        aChoice('fine', 'Fine'),
      ],
      riskRules: [
        { condition: hostile, risk: 'NO_RISK' },
        { condition: 'default', risk: 'HIGH_RISK' },
      ],
    });
    await using opened = await open(
      aLens([question], { name: hostile, description: hostile, [hostile]: hostile }),
    );
    const { page, incidents } = opened;

    for (const box of await page.getByRole('checkbox').all()) await box.check();
    await outcome(page).getByText('High risk').waitFor();
    await page.locator('.choice summary').first().click();
    await page.locator('.choice a').first().hover();

    expect(await page.locator('h1').textContent()).toBe(hostile);
    expect(await page.locator('img, #page script, #page style, [onclick], [onmouseover]').count()).toBe(0);
    const links = await page.locator('main a[target]').evaluateAll((all) => all.map((one) => one.outerHTML));
    expect(links.length).toBeGreaterThan(0);
    for (const one of links) {
      expect(one).toMatch(/^<a href="https?:\/\/[^"]*" target="_blank" rel="noopener noreferrer">/);
    }
    expect(incidents).toEqual([]);
  });

  it('shows findings beside their question, and the others on top', async () => {
    const first = aQuestion({ title: 'x'.repeat(129) });
    const second = aQuestion({ id: 'second', title: 'Second' });
    await using opened = await open(aLens([first, second], { name: 'Half; done' }));
    const { page } = opened;

    const top = page.locator('.all-findings .finding');
    expect(await top.allInnerTexts()).toEqual([expect.stringContaining('U+003B')]);
    expect(await page.locator('#q-1-1 .finding').first().innerText()).toMatch(/Error .*128[\s\S]*Line \d+/);
    expect(await page.locator('#q-1-2 .finding').count()).toBe(0);
    await page.getByLabel('We back up').first().check();
    await outcome(page).getByText('Medium risk').waitFor();
  });

  it('follows the file, and keeps ticks, focus and the place on the screen', async () => {
    const others = Array.from({ length: 8 }, (_, index) =>
      aQuestion({ id: `other_${index}`, title: `Other ${index}` }),
    );
    await using opened = await open(aLens([aQuestion(), ...others]));
    const { page, write, path, folder, incidents } = opened;
    const last = page.locator('#q-1-9');
    await last.getByLabel('We back up').check();
    await last.getByText('Rule 2 applies').waitFor();
    const placeOf = (key: string) => page.locator(key).evaluate((one) => one.getBoundingClientRect().top);
    const before = await placeOf('#q-1-9');

    const description = Array(40).fill('Longer than before').join('\n');
    write(aLens([aQuestion({ title: 'Renamed', description }), ...others]));
    await page.getByRole('heading', { name: '1.1 Renamed' }).waitFor();

    expect(await last.getByLabel('We back up').isChecked()).toBe(true);
    expect(await last.locator('.outcome').innerText()).toContain('Medium risk');
    expect(await page.evaluate('document.activeElement.value')).toBe('backups');
    expect(Math.abs((await placeOf('#q-1-9')) - before)).toBeLessThan(2);

    // As editors do that replace the file.
    write(aLens([aQuestion({ title: 'Replaced' }), ...others]), join(folder, 'lens.json.tmp'));
    renameSync(join(folder, 'lens.json.tmp'), path);
    await page.getByRole('heading', { name: '1.1 Replaced' }).waitFor();
    expect(incidents).toEqual([]);
  });

  it('keeps the last good view of a file that broke, says where it is broken and how old the view is', async () => {
    let now = new Date(2026, 10, 1, 9, 5);
    await using opened = await open(aLens(), { now: () => now });
    const { page, write, path, incidents } = opened;
    await page.getByLabel('We back up').check();
    await outcome(page).getByText('Medium risk').waitFor();

    now = new Date(2026, 10, 1, 14, 0);
    write('{ "name": "Half", ');
    const banner = page.locator('.bar .broken');
    await banner.waitFor();
    expect(await banner.innerText()).toBe(
      'The file has a syntax error at line 1, column 19. This page shows the last good version, read at 09:05.',
    );
    expect(await page.locator('#announcer').innerText()).toContain('syntax error at line 1, column 19');
    expect(await page.locator('.finding').first().innerText()).toContain('Line 1, column 19');
    expect(await page.locator('h1').innerText()).toBe('Recovery lens');
    expect(await page.getByLabel('We back up').isChecked()).toBe(true);
    await page.getByLabel('We try restores').check();
    await outcome(page).getByText('No risk').waitFor();
    await page.getByLabel('We try restores').uncheck();
    await outcome(page).getByText('Medium risk').waitFor();

    rmSync(path);
    await banner.getByText('The file cannot be read. This page shows').waitFor();
    await page.locator('.finding').getByText('it does not exist').waitFor();

    write(aLens());
    await banner.waitFor({ state: 'detached' });
    await outcome(page).getByText('Medium risk').waitFor();
    expect(await page.getByLabel('We back up').isChecked()).toBe(true);
    expect(incidents).toEqual([]);

    await page.reload();
    await outcome(page).getByText('Medium risk').waitFor();
  });

  it('shows what broke a file that could never be shown, and the lens when it is corrected', async () => {
    await using opened = await open('{ "name": "Half", ');
    const { page, write } = opened;

    await page.getByRole('heading', { name: 'The lens cannot be shown' }).waitFor();
    expect(await page.locator('.finding').innerText()).toContain('Line 1, column');

    write(aLens());
    await page.getByRole('heading', { name: 'Recovery lens' }).waitFor();
  });

  it('shows the title of a choice beside its id in the rules', async () => {
    await using opened = await open(aLens());

    expect(await opened.page.locator('.rules code').allInnerTexts()).toEqual([
      'backups (We back up) && restores (We try restores)',
      'backups (We back up)',
      'default',
    ]);
  });

  it('says so when the preview has ended', async () => {
    await using opened = await open(aLens());

    await opened.page.getByText('Following', { exact: true }).waitFor();
    await opened.server.close();

    await opened.page.getByText('Not following: the preview has stopped').waitFor();
  });

  it('opens on paper with everything that is folded, and without what only a screen can do', async () => {
    await using opened = await open(aLens());
    const { page } = opened;

    await page.emulateMedia({ media: 'print' });

    expect(
      await page.getByText('About backups').evaluate((link) => link.getBoundingClientRect().height),
    ).toBeGreaterThan(0);
    expect(await page.getByRole('button', { name: 'Clear answers' }).count()).toBe(0);
  });

  it.for(['light', 'dark'] as const)('has enough contrast in %s', async (colorScheme) => {
    const late = aQuestion({ id: 'late', title: 'Bad; title' });
    await using opened = await open(aLens([aQuestion(), late], { name: 'Bad; name' }), { colorScheme });
    const { page } = opened;
    await page.getByLabel('We back up').first().check();
    await outcome(page).getByText('Medium risk').waitFor();
    opened.write('{');
    await page.locator('.broken').waitFor();

    const weak = await page.evaluate(WEAK_CONTRASTS);

    expect(weak).toEqual([]);
    const [bright] = (await page.evaluate(
      'getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)',
    )) as number[];
    expect(bright! > 128).toBe(colorScheme === 'light');
  });

  it('opens the largest lens within moments', async () => {
    const titles = (count: number, prefix: string) =>
      Array.from({ length: count }, (_, index) => `${prefix}${index}`);
    const pillars = titles(10, 'pillar_').map((pillar) => ({
      id: pillar,
      name: pillar,
      questions: titles(20, `${pillar}_q`).map((id) => ({
        ...aQuestion({ id, helpfulResource: undefined }),
        choices: titles(15, 'choice_').map((choice) => ({
          id: choice,
          title: `Title of ${choice}`,
          improvementPlan: { displayText: `What to do about ${choice}` },
        })),
        riskRules: [
          { condition: 'choice_0', risk: 'NO_RISK' },
          { condition: 'default', risk: 'HIGH_RISK' },
        ],
      })),
    }));
    await using opened = await open(JSON.stringify(aLens([], { pillars })));
    const { page } = opened;

    const opening = await page.evaluate(
      'performance.getEntriesByType("navigation")[0].domContentLoadedEventEnd',
    );

    expect(await page.getByRole('checkbox').count()).toBe(3000);
    // A second by itself; other tests take the processor meanwhile.
    expect(opening).toBeLessThan(4_000);
  });
});

/** Every visible text whose contrast to what is behind it is below 4.5, by the formula of WCAG 2. */
const WEAK_CONTRASTS = `(() => {
  const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const luminance = (colour) => {
    const [r, g, b] = channels(colour).slice(0, 3).map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    for (let one = element; one; one = one.parentElement) {
      const colour = getComputedStyle(one).backgroundColor;
      if ((channels(colour)[3] ?? 1) === 1) return colour;
    }
  };
  const hasText = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== '');
  return [...document.querySelectorAll('body *')]
    .filter((element) => hasText(element) && element.checkVisibility() && !element.closest('script, style, .visually-hidden'))
    .flatMap((element) => {
      const [a, b] = [luminance(getComputedStyle(element).color), luminance(behind(element))];
      const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
      return contrast < 4.5 ? [element.className + ' ' + element.textContent + ' ' + contrast.toFixed(2)] : [];
    });
})()`;
