import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { callsRows } from './calls.ts';
import { efficiencyOverRate } from './html/efficiency-over-rate.ts';
import { benchPage } from './html/page.ts';
import { picture } from './html/picture.ts';
import { pacingRows } from './pacing.ts';
import type { PacingRow, Strategy } from './pacing-row.ts';

/** The strategies for a client that does not know the rate. */
const PICTURED: readonly Strategy[] = [
  'standard-3',
  'standard-12',
  'adaptive',
  'estimator',
  'estimator-remembered',
];
const READING =
  'Shortest possible time divided by time taken: 1 is as fast as the limit allows. Crosses: the share of calls that were lost';

/** `--html FILE [--picture SVG]`: draws the benchmarks as one page that needs no other file, and its first drawing. */
export async function run(args: readonly string[]): Promise<void> {
  const files = filesOf(args);
  if (files === undefined) return;
  console.error('Pacing: every strategy in every situation of the star, on a virtual clock; about a minute');
  const pacing = (await pacingRows()).map(nameRemembering);
  console.error('Counting calls at 100, 1,000 and 10,000 accounts');
  const calls = await callsRows();
  await write(files.page, benchPage({ pacing, calls }));
  const overRate = efficiencyOverRate(pacing.filter(({ strategy }) => PICTURED.includes(strategy)));
  if (files.picture !== undefined && overRate !== undefined) {
    await write(files.picture, picture(overRate, READING));
  }
}

/** @returns undefined for wrong arguments, after the error is printed */
function filesOf(
  args: readonly string[],
): { readonly page: string; readonly picture: string | undefined } | undefined {
  try {
    const options = { picture: { type: 'string' } } as const;
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [page, ...others] = positionals;
    if (page === undefined || others.length > 0) {
      throw new Error(`Cannot draw the benchmarks: found ${positionals.length} files, expected --html FILE`);
    }
    return { page, picture: values.picture };
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 2;
    return undefined;
  }
}

/** Names the estimator with a remembered rate differently, because the drawings show it beside the cold estimator. */
function nameRemembering(row: PacingRow): PacingRow {
  const { strategy, remembered = null } = row;
  return strategy === 'estimator' && remembered !== null ? { ...row, strategy: 'estimator-remembered' } : row;
}

async function write(file: string, text: string): Promise<void> {
  await writeFile(file, text);
  console.error(`Wrote ${file}`);
}
