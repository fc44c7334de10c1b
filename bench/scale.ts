import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { createLapse } from './scale/lapse.ts';
import { measureMemory } from './scale/measure-memory.ts';
import { measureRun } from './scale/measure-run.ts';
import { readSettings } from './scale/read-settings.ts';
import { showProgress } from './scale/show-progress.ts';
import { type Verdict, verdictsOf } from './scale/verdicts.ts';

const BUILD = join(import.meta.dirname, '../scripts/build.ts');

/**
 * Lenskeeper in an organization of 10,000 accounts and 2,000 units, from an empty domain until nothing is left to do:
 * each bundled function and the embedded AWS run in separate processes. With the published rates of Organizations this
 * takes more than an hour, so these processes run in accelerated time: `[--json] [--factor SECONDS]`, this many seconds
 * in one second while they read, and real time while they write. The factor also multiplies their computing time: on a
 * busy machine a smaller factor is more accurate, and slower.
 */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { json: { type: 'boolean', default: false }, factor: { type: 'string', default: '15' } },
  });
  const factor = Number(values.factor);
  if (!(factor >= 1 && factor <= 100)) {
    throw new Error(`Cannot run the scale bench: found factor ${values.factor}, expected 1 to 100`);
  }
  const bundles = await mkdtemp(join(tmpdir(), 'lenskeeper-scale-'));
  const progress = showProgress();
  const startedAt = performance.now();
  try {
    progress.step('Build the functions');
    await promisify(execFile)(process.execPath, [BUILD, bundles]);
    const settings = await readSettings();
    const bench = { bundles, settings, progress, lapse: createLapse(factor) };
    const measured = await measureRun(bench);
    const memory = await measureMemory(bench);
    const verdicts = verdictsOf({ ...measured, memory, settings });
    const seconds = Math.round((performance.now() - startedAt) / 1_000);
    if (values.json) console.log(JSON.stringify({ factor, seconds, verdicts }, undefined, 2));
    else print(verdicts, seconds);
    if (verdicts.some(({ held }) => !held)) process.exitCode = 1;
  } finally {
    progress.end();
    await rm(bundles, { recursive: true, force: true });
  }
}

function print(verdicts: readonly Verdict[], seconds: number): void {
  for (const { name, found, wanted, held } of verdicts) {
    console.log(`${held ? 'held  ' : 'MISSED'}  ${name}: ${found}, wanted ${wanted}`);
  }
  console.log(`in ${seconds} s`);
}
