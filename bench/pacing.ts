import { parseArgs } from 'node:util';
import Table from 'cli-table3';
import type { PacingCase } from './pacing/case.ts';
import { shortfalls } from './pacing/goals.ts';
import { simulate } from './pacing/simulate.ts';
import { completeCase, SEEDS, STAR } from './pacing/star.ts';
import { STRATEGIES, type StrategyName } from './pacing/strategies.ts';
import type { PacingRow } from './pacing-row.ts';

const NAMES = Object.keys(STRATEGIES).filter((name): name is StrategyName => name in STRATEGIES);

const USAGE = `npm run bench -- pacing [--json] [--r RATE] [--b BURST] [--n CALLS] [--concurrency N] [--processes N]
  [--latency MS] [--refill continuous|stepped] [--change FACTOR] [--remembered RATE] [--charge-throttled] [--seed N]
Without a case: the star of ${STAR.length} cases, with seeds ${SEEDS.join(', ')}.`;

/**
 * Compares strategies for an unpublished rate limit on a virtual clock: the SDK's real strategies,
 * limiters at a fixed rate, and the estimator of `src/aws/pacing`.
 */
export async function run(args: readonly string[]): Promise<void> {
  const given = parseCase(args);
  if (given === undefined) {
    console.error(USAGE);
    process.exitCode = 2;
    return;
  }
  const rows = await pacingRows(given);
  if (given.json) console.log(JSON.stringify(rows));
  else print(rows);
}

/** Rows of the star, or of one case: one for each strategy and seed. */
export async function pacingRows(
  given: { readonly case?: PacingCase | undefined; readonly seed?: number | undefined } = {},
): Promise<readonly PacingRow[]> {
  const rows: PacingRow[] = [];
  const seeds =
    given.seed !== undefined ? [given.seed] : given.case === undefined ? SEEDS : SEEDS.slice(0, 1);
  for (const pacingCase of given.case === undefined ? STAR : [given.case]) {
    for (const strategy of NAMES) {
      for (const seed of seeds) rows.push(await simulate(strategy, pacingCase, seed));
    }
  }
  return rows;
}

interface Given {
  readonly json: boolean;
  readonly seed: number | undefined;
  /** Undefined: the star. */
  readonly case: PacingCase | undefined;
}

/** @returns undefined for wrong arguments, after the error is printed */
function parseCase(args: readonly string[]): Given | undefined {
  try {
    const { values } = parseArgs({ args: [...args], options: OPTIONS });
    const { json = false, 'charge-throttled': chargeThrottled } = values;
    const refill = refillOf(values.refill);
    const number = (name: keyof typeof NUMBERS) => positive(name, values[name]);
    const seed = values.seed === undefined ? undefined : number('seed');
    const given = {
      ...optional('rate', number('r')),
      ...optional('burst', number('b')),
      ...optional('n', number('n')),
      ...optional('concurrency', number('concurrency')),
      ...optional('processes', number('processes')),
      ...optional('latency', number('latency')),
      ...optional('change', number('change')),
      ...optional('remembered', number('remembered')),
      ...optional('refill', refill),
      ...optional('chargeThrottled', chargeThrottled),
    };
    return { json, seed, case: Object.keys(given).length === 0 ? undefined : completeCase(given) };
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return undefined;
  }
}

const TEXT = { type: 'string' } as const;
const NUMBERS = {
  r: TEXT,
  b: TEXT,
  n: TEXT,
  concurrency: TEXT,
  processes: TEXT,
  latency: TEXT,
  change: TEXT,
  remembered: TEXT,
  seed: TEXT,
};
const OPTIONS = {
  ...NUMBERS,
  json: { type: 'boolean' },
  refill: TEXT,
  'charge-throttled': { type: 'boolean' },
} as const;

function refillOf(text: string | undefined): PacingCase['refill'] | undefined {
  if (text === undefined || text === 'continuous' || text === 'stepped') return text;
  throw new Error(`Cannot read --refill: found ${JSON.stringify(text)}, expected continuous or stepped`);
}

const WHOLE: readonly string[] = ['n', 'concurrency', 'processes', 'seed'];

function positive(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  const isFit = number > 0 && number <= 1e6 && (!WHOLE.includes(name) || Number.isInteger(number));
  if (isFit && text.trim() !== '') return number;
  const wanted = WHOLE.includes(name) ? 'a whole number' : 'a number';
  throw new Error(
    `Cannot read --${name}: found ${JSON.stringify(text)}, expected ${wanted} above 0 and at most 1,000,000`,
  );
}

function optional<Key extends string, Value>(
  key: Key,
  value: Value | undefined,
): { readonly [Name in Key]?: Value } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [Name in Key]?: Value });
}

function print(rows: readonly PacingRow[]): void {
  const cases = Map.groupBy(rows, ({ strategy: _, seed: __, efficiency, waste, failed, p50, p99, ...rest }) =>
    JSON.stringify(rest),
  );
  const table = new Table({
    head: ['case', ...NAMES.map((name) => name), 'goals of the estimator'],
    style: { head: [], border: [], compact: true },
  });
  let held = 0;
  for (const all of cases.values()) {
    const ours = all.filter(({ strategy }) => strategy === 'estimator');
    const short = shortfalls(ours);
    if (short.length === 0) held += 1;
    table.push([
      caseText(all[0]),
      ...NAMES.map((name) => figures(all.filter(({ strategy }) => strategy === name))),
      short.length === 0 ? 'held' : short.join('; '),
    ]);
  }
  console.log('efficiency / throttles % / calls lost %, means over the seeds');
  console.log(table.toString());
  console.log(`the estimator meets all its goals in ${held} of ${cases.size} cases`);
}

function caseText(row: PacingRow | undefined): string {
  if (row === undefined) return '';
  const { rate, burst, n, concurrency, processes, latency, refill, change, remembered } = row;
  return [
    `${rate}/s burst ${burst}`,
    `n ${n}`,
    concurrency === 25 ? '' : `${concurrency} at once`,
    processes === 1 ? '' : `${processes} processes`,
    latency === 55 ? '' : `${latency} ms`,
    refill === 'stepped' ? 'stepped' : '',
    change === 1 ? '' : `rate ×${change}`,
    remembered === null || remembered === undefined ? '' : `remembers ${remembered}`,
  ]
    .filter((text) => text !== '')
    .join(', ');
}

function figures(rows: readonly PacingRow[]): string {
  const mean = (pick: (row: PacingRow) => number) =>
    rows.reduce((sum, row) => sum + pick(row), 0) / rows.length;
  const percent = (pick: (row: PacingRow) => number) => (mean(pick) * 100).toFixed(mean(pick) < 0.1 ? 1 : 0);
  return `${mean(({ efficiency }) => efficiency).toFixed(3)} / ${percent(({ waste }) => waste)} / ${percent(({ failed }) => failed)}`;
}
