import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WellArchitectedClient } from '@aws-sdk/client-wellarchitected';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createBinding } from '../../../src/app.ts';
import { createCall } from '../../../src/aws/call.ts';
import { createReviewTool } from '../../../src/aws/review-tool.ts';
import { report } from '../../../src/cli/commands/report.ts';
import { createScreen } from '../../../src/cli/terminal.ts';
import { policyInForce } from '../../../src/reconcile/policy-in-force.ts';
import { reconcileAll } from '../../../src/reconcile/reconcile-all.ts';
import { safeguardFor } from '../../../src/reconcile/safety.ts';
import { parseLatest } from '../../../src/report/fleet/fleet-report.ts';
import { latestJson } from '../../../src/report/fleet/latest-json.ts';
import { LENS_KEY } from '../../builders.ts';
import { aLens } from '../../unit/lens/lens-builders.ts';
import { invokeReport } from '../lenskeeper/functions-under-test.ts';
import { LEDGER, type Lenskeeper, PAYMENTS, startLenskeeper, WEB } from '../lenskeeper/start-lenskeeper.ts';

const AT = Date.parse('2036-11-22T01:30:05Z');

let keeper: Lenskeeper;

/** One lens, published and shared with three units; two accounts with their workloads. */
beforeEach(async () => {
  keeper = await startLenskeeper();
  await keeper.put(LENS_KEY, aLens());
  await keeper.reconcileLens();
  await keeper.reconcileAccounts(LEDGER, WEB);
});
afterEach(() => keeper.close());

/** What a scheduled run does, at a moment of its own. */
async function runSchedule(now = AT): Promise<void> {
  const { ports } = createBinding(keeper.config)(keeper.domain, 'run-1', 20_000);
  const { policy, notices } = policyInForce(await ports.bucket.readPolicy(), keeper.config.region);
  const client = new WellArchitectedClient({ region: keeper.config.region });
  await reconcileAll(
    {
      domain: keeper.domain,
      policy,
      ports,
      run: 'run-1',
      safeguard: safeguardFor(policy, false),
      organizationAfter: Date.now(),
      snapshotMaxAgeMs: 0,
      now: () => now,
    },
    notices,
    {
      describe: latestJson,
      reviewTool: () => createReviewTool({ client, call: createCall(AbortSignal.timeout(20_000)) }),
      deadLetters: async () => [{ queue: 'work-dead-letters', messages: 1 }],
      calls: () => [{ atMs: now, calls: 12, throttled: 2 }],
    },
  );
  client.destroy();
}

const latest = () => parseLatest(keeper.read('reports/latest.json'))!;

const terminal = () => {
  const results: string[] = [];
  return { ...createScreen('quiet'), result: (text: string) => void results.push(text), results };
};

describe('the report of a scheduled run', () => {
  it('tells of lenses, units, accounts and reviews as they are', async () => {
    await runSchedule();

    const fleet = latest();
    expect(fleet.lenses).toMatchObject([
      { key: LENS_KEY, state: 'current', version: '1.0', shares: { wanted: 3, active: 3 }, coverage: 'aaa' },
    ]);
    expect(fleet.units.map(({ path }) => path)).toEqual(['/Production', '/Production/Payments', '/Sandbox']);
    expect(fleet.accounts.filter(({ workload }) => workload === 'present').map(({ id }) => id)).toEqual([
      WEB,
      LEDGER,
    ]);
    expect(fleet.accounts.find(({ id }) => id === WEB)).toMatchObject({
      path: '/Production',
      template: 0,
      reviews: 'cc',
    });
    expect(fleet.reviewed.map(({ name, reviews }) => [name, reviews])).toContainEqual([
      'Sign-in baseline',
      2,
    ]);
    expect(fleet).toMatchObject({
      domains: [{ lenses: 1, workloads: 2, pending: [] }],
      reviews: { workloads: 2, unread: 0 },
      deadLetters: [{ queue: 'work-dead-letters', messages: 1 }],
      calls: [{ calls: 12, throttled: 2 }],
    });
  });

  it('costs no call more than the comparison itself, once the reviews are known', async () => {
    const toolCalls = () => keeper.emulator.countCalls({ service: 'wellarchitected' });
    await runSchedule();
    keeper.emulator.clearCalls();
    await keeper.reconcileAll();
    const withoutReport = toolCalls();
    keeper.emulator.clearCalls();

    await runSchedule();

    expect(toolCalls()).toBe(withoutReport);
  });

  it('is drawn as a page, and kept by date', async () => {
    await runSchedule();

    const written = await invokeReport(keeper.config);

    expect(written).toEqual([
      'latest.html',
      'by-date/2036-11-22/013005Z.html',
      'by-date/2036-11-22/013005Z.json',
    ]);
    expect(keeper.read('reports/latest.html')).toContain('Sign-in baseline');
    expect(keeper.read('reports/by-date/2036-11-22/013005Z.html')).toBe(keeper.read('reports/latest.html'));
    expect(keeper.read('reports/by-date/2036-11-22/013005Z.json')).toBe(keeper.read('reports/latest.json'));
  });

  it.each([undefined, '{"at":"2036-11-22T01:30:00.000Z"}', 'broken'])(
    'is not drawn from a latest.json that is %s, which is no failure',
    async (text) => {
      if (text !== undefined) await keeper.put('reports/latest.json', text);

      expect(await invokeReport(keeper.config)).toEqual([]);
    },
  );

  it('tells what changed since the run before', async () => {
    await runSchedule();
    const [lens] = keeper.tool.lensesOf(keeper.domain);
    for (const [id, share] of lens!.shares) if (share.target.id === PAYMENTS) lens!.shares.delete(id);

    await runSchedule(AT + 3_600_000);

    expect(latest().lenses[0]?.coverage).toBe('ama');
    expect(latest().changes).toEqual({
      since: '2036-11-22T01:30:05.000Z',
      list: [{ of: 'lens', subject: `${LENS_KEY} in eu-west-1`, what: 'active shares 3, now 2' }],
    });
  });
});

describe('lenskeeper report', () => {
  it('writes the page to a file and the facts to standard output', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lenskeeper-report-'));
    const file = join(folder, 'report.html');
    const { results, ...screen } = terminal();

    const code = await report(
      { bucket: keeper.config.bucket, html: file, json: true },
      screen,
      new AbortController().signal,
    );

    const page = readFileSync(file, 'utf8');
    rmSync(folder, { recursive: true });
    expect(code).toBe(0);
    expect(page).toMatch(/^<!doctype html>[\s\S]*Sign-in baseline[\s\S]*<\/html>$/);
    expect(JSON.parse(results.join(''))).toMatchObject({ reviews: { workloads: 2, unread: 0 } });
  });

  it('changes nothing in WA Tool', async () => {
    keeper.emulator.clearCalls();

    await report({ bucket: keeper.config.bucket, json: true }, terminal(), new AbortController().signal);

    expect(keeper.countWrites()).toBe(0);
  });

  it('says how to ask when nothing is asked for, and where a file cannot be written', async () => {
    const ask = (options: object) =>
      report({ bucket: keeper.config.bucket, ...options }, terminal(), new AbortController().signal);

    await expect(ask({})).rejects.toThrow('neither --html FILE nor --json was given');
    await expect(ask({ html: '/nowhere/at/all/report.html' })).rejects.toThrow(
      'Write /nowhere/at/all/report.html',
    );
  });
});
