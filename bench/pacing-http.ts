import { fork } from 'node:child_process';
import { once } from 'node:events';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import Table from 'cli-table3';
import * as z from 'zod/mini';
import type { PacingCase } from './pacing/case.ts';
import { HTTP_STRATEGIES } from './pacing/http-protocol.ts';
import { measureOverHttp } from './pacing/measure-over-http.ts';
import { completeCase } from './pacing/star.ts';
import type { PacingRow } from './pacing-row.ts';

/** Interval of the timer that measures delays. */
const TICK_MS = 10;
/** With longer delays the clients, not their strategies, determine the result. */
const BUSY_MS = 15;

const AWS = fileURLToPath(new URL('./pacing/http-aws-process.ts', import.meta.url));

/**
 * The required efficiency of the estimator, without a lost call; with a stepped bucket it is that of the virtual clock.
 */
const wanted = ({ refill }: Pick<PacingRow, 'refill'>) => (refill === 'stepped' ? 0.9 : 0.95);

/** Each case with the least seconds of its calls: the estimator detects steps only after several of them. */
const CASES: readonly { readonly pacingCase: PacingCase; readonly seconds: number }[] = [
  { rate: 10, seconds: 30 },
  { rate: 50, seconds: 30 },
  { rate: 50, refill: 'stepped' as const, seconds: 45 },
  { rate: 50, processes: 2, remembered: 25, seconds: 30 },
].map(({ seconds, ...given }) => ({
  pacingCase: completeCase({ ...given, n: seconds * given.rate + given.rate, latency: 50 }),
  seconds,
}));

/**
 * A few cases of the pacing bench in real time: SDK clients in separate processes, over HTTP, against the embedded AWS,
 * which answers an accepted call after 50 ms and a throttled call at once.
 */
export async function run(args: readonly string[]): Promise<void> {
  let isJson: boolean;
  try {
    isJson = parseArgs({ args: [...args], options: { json: { type: 'boolean' } } }).values.json ?? false;
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\nnpm run bench -- pacing-http [--json]`);
    process.exitCode = 2;
    return;
  }
  const rows = await pacingHttpRows();
  console.log(isJson ? JSON.stringify(rows) : table(rows));
}

async function pacingHttpRows(): Promise<readonly PacingRow[]> {
  const aws = fork(AWS);
  const [url] = z.tuple([z.string()]).parse((await once(aws, 'message')).slice(0, 1));
  try {
    const rows: PacingRow[] = [];
    for (const [index, { pacingCase, seconds }] of CASES.entries()) {
      console.error(`${index + 1} of ${CASES.length}: ${nameOf(pacingCase)}, ${seconds} s at least`);
      const lateness = monitorEventLoopDelay({ resolution: TICK_MS });
      lateness.enable();
      rows.push(...(await measureOverHttp(url, pacingCase)));
      lateness.disable();
      // This process only waits, so its timer delays show how busy the machine is.
      const late = lateness.percentile(99) / 1e6 - TICK_MS;
      console.error(
        `    99 of 100 timers at most ${late.toFixed(0)} ms late${late > BUSY_MS ? ': the machine is busy' : ''}`,
      );
    }
    return rows;
  } finally {
    aws.disconnect();
  }
}

function table(rows: readonly PacingRow[]): string {
  const drawn = new Table({
    head: ['over HTTP', ...HTTP_STRATEGIES, 'goal of the estimator'],
    style: { head: [], border: [], compact: true },
  });
  for (const all of Map.groupBy(rows, nameOf).values()) {
    const [first] = all;
    const ours = all.find(({ strategy }) => strategy === 'estimator');
    if (first === undefined || ours === undefined) continue;
    drawn.push([
      nameOf(first),
      ...HTTP_STRATEGIES.map((name) => figures(all.find(({ strategy }) => strategy === name))),
      `${ours.efficiency >= wanted(ours) && ours.failed === 0 ? 'held' : 'missed'}: ${wanted(ours)}, none lost`,
    ]);
  }
  return `efficiency / throttles % / calls lost % / p50 and p99 of a call in seconds\n${drawn}`;
}

function figures(row: PacingRow | undefined): string {
  if (row === undefined) return '';
  const percent = (fraction: number) => (fraction * 100).toFixed(fraction < 0.1 ? 1 : 0);
  const seconds = (milliseconds: number) => (milliseconds / 1_000).toFixed(1);
  const { efficiency, waste, failed, p50, p99 } = row;
  return `${efficiency.toFixed(3)} / ${percent(waste)} / ${percent(failed)} / ${seconds(p50)}, ${seconds(p99)}`;
}

function nameOf({
  rate,
  burst,
  refill,
  processes,
  remembered,
}: Pick<PacingRow, 'rate' | 'burst' | 'refill' | 'processes'> & {
  remembered?: number | null | undefined;
}): string {
  return [
    `${rate}/s burst ${burst}`,
    refill === 'stepped' ? 'stepped' : '',
    processes === 1 ? '' : `${processes} processes`,
    remembered === null || remembered === undefined ? '' : `each remembers ${remembered}`,
  ]
    .filter((text) => text !== '')
    .join(', ');
}
