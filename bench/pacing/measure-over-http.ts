import * as z from 'zod/mini';
import type { FaultInput } from '../../src/emulator/faults.ts';
import type { LimitInput } from '../../src/emulator/limits.ts';
import type { PacingRow } from '../pacing-row.ts';
import { callsByProcess, type PacingCase, shortestTime } from './case.ts';
import { HTTP_STRATEGIES, type HttpStrategy, OPERATION, type Report } from './http-protocol.ts';
import { quantile } from './quantile.ts';
import { startClient } from './start-http-client.ts';

const SERVICE = 'wellarchitected';

/** Every strategy has its own account and therefore its own bucket: they run at the same time without interference. */
const ACCOUNTS: Record<HttpStrategy, string> = {
  'standard-3': '111122223333',
  adaptive: '444455556666',
  estimator: '777788889999',
};

/**
 * Makes the calls of a case with real clients in separate processes, all strategies at the same time.
 *
 * @param url of the embedded AWS
 */
export async function measureOverHttp(url: string, pacingCase: PacingCase): Promise<readonly PacingRow[]> {
  const clients = await Promise.all(
    HTTP_STRATEGIES.map(async (strategy) => ({ strategy, starts: await ready(url, strategy, pacingCase) })),
  );
  const { rate, burst, refill, latency } = pacingCase;
  await control(`${url}/_emulator/calls`, { method: 'DELETE' });
  const delay: FaultInput = { service: SERVICE, operation: OPERATION, kind: 'delay', delayMs: latency };
  await put(`${url}/_emulator/faults`, [delay]);
  // The last step before the start: the buckets are full now.
  const limit: LimitInput = { service: SERVICE, operation: OPERATION, rate, burst, refill };
  await put(`${url}/_emulator/limits`, [limit]);
  const startedAt = Date.now();
  return await Promise.all(
    clients.map(async ({ strategy, starts }) => {
      const reports = await Promise.all(starts.map((start) => start()));
      const throttled = await countThrottles(url, ACCOUNTS[strategy]);
      return rowOf(strategy, pacingCase, { reports, startedAt, throttled });
    }),
  );
}

function rowOf(
  strategy: HttpStrategy,
  pacingCase: PacingCase,
  { reports, startedAt, throttled }: { reports: readonly Report[]; startedAt: number; throttled: number },
): PacingRow {
  const { n } = pacingCase;
  const failed = reports.reduce((sum, report) => sum + report.failed, 0);
  const durations = reports.flatMap((report) => report.durations).sort((one, other) => one - other);
  const took = Math.max(...reports.map(({ endedAt }) => endedAt)) - startedAt;
  return {
    strategy,
    ...pacingCase,
    remembered: pacingCase.remembered ?? null,
    efficiency: durations.length === 0 ? 0 : shortestTime(pacingCase, n - failed) / took,
    waste: throttled / n,
    failed: failed / n,
    p50: Math.round(quantile(durations, 0.5)),
    p99: Math.round(quantile(durations, 0.99)),
  };
}

/** The ready processes of one strategy: each function starts one and resolves with its report. */
async function ready(
  url: string,
  strategy: HttpStrategy,
  pacingCase: PacingCase,
): Promise<readonly (() => Promise<Report>)[]> {
  const { concurrency, remembered = null } = pacingCase;
  return await Promise.all(
    callsByProcess(pacingCase).map((calls) =>
      startClient({ strategy, calls, concurrency, remembered }, { url, accountId: ACCOUNTS[strategy] }),
    ),
  );
}

const countSchema = z.object({ count: z.number() });

/** Throttles of an account since the calls were last cleared. */
async function countThrottles(url: string, accountId: string): Promise<number> {
  const query = new URLSearchParams({ service: SERVICE, accountId, errorName: 'ThrottlingException' });
  return countSchema.parse(await control(`${url}/_emulator/calls?${query}`)).count;
}

const put = (url: string, value: unknown) => control(url, { method: 'PUT', body: JSON.stringify(value) });

async function control(url: string, init: RequestInit = {}): Promise<unknown> {
  const response = await fetch(url, init);
  if (!response.ok)
    throw new Error(`Cannot control the embedded AWS: found status ${response.status}, expected 200`);
  return await response.json();
}
