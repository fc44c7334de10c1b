import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { bundleFunctions, FUNCTIONS } from '../scripts/bundle-functions.ts';
import { buildByDefault } from './start/default-build.ts';
import { measureStarts, type Start } from './start/measure-start.ts';

/** Most, as a fraction of the default build. */
const WANTED = { size: 0.45, start: 0.6, memory: 0.7 } as const;
/** Upper limits for every function. */
const LIMIT = { kb: 760, gzipKb: 240 } as const;

/** A bundle, and the cost of loading it compared with an empty script. */
interface Build extends Start {
  readonly kb: number;
  readonly gzipKb: number;
}

interface Row {
  readonly function: string;
  readonly ours: Build;
  readonly default: Build;
  /** Our build as a fraction of the default build. */
  readonly ratio: Readonly<Record<keyof typeof WANTED, number>>;
  /** The missed goals, such as `gzipKb 248.6, wanted 240`. */
  readonly missed: readonly string[];
}

interface Comparison {
  /** The cost of Node alone; the rows do not contain it. */
  readonly empty: Start;
  readonly rows: readonly Row[];
}

/**
 * The size and start cost of every function, compared with the same function in the default build (see
 * `buildByDefault`). CPU and memory are medians of fresh processes that load the bundle, minus those of processes that
 * load an empty file.
 *
 * `--runs N` processes for each file; `--json` prints the rows alone.
 */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { json: { type: 'boolean' }, runs: { type: 'string', default: '15' } },
  });
  const runs = Number(values.runs);
  if (!Number.isInteger(runs) || runs < 1) {
    throw new Error(`Cannot measure starts: found --runs ${values.runs}, expected a whole number from 1`);
  }
  const folder = await mkdtemp(join(tmpdir(), 'lenskeeper-start-'));
  try {
    const { empty, rows } = await compareBuilds(folder, runs);
    console.log(values.json ? JSON.stringify(rows) : table(empty, rows, runs));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function compareBuilds(folder: string, runs: number): Promise<Comparison> {
  for (const { file, code } of await bundleFunctions()) {
    await writeFile(join(folder, file), code);
  }
  await buildByDefault(folder);
  const emptyFile = join(folder, 'empty.mjs');
  await writeFile(emptyFile, '');
  const functions = FUNCTIONS.map((entryPoint) => {
    const name = basename(entryPoint, '.ts');
    return { name, ours: join(folder, `${name}.mjs`), byDefault: join(folder, `${name}.cjs`) };
  });
  const files = functions.flatMap(({ ours, byDefault }) => [ours, byDefault]);
  const startOf = await measureStarts([emptyFile, ...files], runs);
  const empty = startOf(emptyFile);
  const rows = functions.map(async ({ name, ours, byDefault }) =>
    rowOf(
      name,
      await buildOf(ours, startOf(ours), empty),
      await buildOf(byDefault, startOf(byDefault), empty),
    ),
  );
  return { empty, rows: await Promise.all(rows) };
}

async function buildOf(file: string, start: Start, empty: Start): Promise<Build> {
  const bytes = await readFile(file);
  return {
    kb: rounded(bytes.length / 1024),
    gzipKb: rounded(gzipSync(bytes).length / 1024),
    cpuMs: rounded(start.cpuMs - empty.cpuMs),
    memoryMb: rounded(start.memoryMb - empty.memoryMb),
  };
}

function rowOf(name: string, ours: Build, byDefault: Build): Row {
  const ratio = {
    size: hundredths(ours.kb / byDefault.kb),
    start: hundredths(ours.cpuMs / byDefault.cpuMs),
    memory: hundredths(ours.memoryMb / byDefault.memoryMb),
  };
  const missed = [...over(ratio, WANTED), ...over({ kb: ours.kb, gzipKb: ours.gzipKb }, LIMIT)];
  return { function: name, ours, default: byDefault, ratio, missed };
}

function over(found: Readonly<Record<string, number>>, most: Readonly<Record<string, number>>): string[] {
  return Object.entries(most)
    .filter(([key, limit]) => (found[key] ?? 0) > limit)
    .map(([key, limit]) => `${key} ${found[key]}, wanted ${limit}`);
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}

function table(empty: Start, rows: readonly Row[], runs: number): string {
  const line = (name: string, ...cells: readonly (number | string)[]) =>
    name.padEnd(20) + cells.map((cell) => String(cell).padStart(9)).join('');
  const cellsOf = ({ kb, gzipKb, cpuMs, memoryMb }: Build) => [kb, gzipKb, cpuMs, memoryMb];
  return [
    `Medians of ${runs} processes on Node ${process.version}, over an empty script (${empty.cpuMs.toFixed(0)} ms, ${empty.memoryMb.toFixed(0)} MB)`,
    `Wanted: of the default build ${WANTED.size} of the size, ${WANTED.start} of the CPU, ${WANTED.memory} of the memory; ${LIMIT.kb} KB, ${LIMIT.gzipKb} KB gzip at most`,
    line('', 'KB', 'gzip KB', 'CPU ms', 'MB'),
    ...rows.flatMap(({ function: name, ours, default: byDefault, ratio, missed }) => [
      line(name, ...cellsOf(ours)),
      line('  default build', ...cellsOf(byDefault)),
      `${line('  ratio', ratio.size, '', ratio.start, ratio.memory)}   ${missed.length === 0 ? 'held' : `MISSED: ${missed.join('; ')}`}`,
    ]),
  ].join('\n');
}
