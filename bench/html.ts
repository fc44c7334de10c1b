import { writeFile } from 'node:fs/promises';
import { callsRows } from './calls.ts';
import { benchPage } from './html/page.ts';

/** `--html FILE`: draws the benchmarks as one page that needs no other file. */
export async function run([file, ...others]: readonly string[]): Promise<void> {
  if (file === undefined || others.length > 0) {
    console.error('Draw the benchmarks: found no file or several, wanted --html FILE');
    process.exitCode = 2;
    return;
  }
  console.error('Counting calls at 100, 1,000 and 10,000 accounts');
  const calls = await callsRows();
  await writeFile(file, benchPage({ pacing: [], calls }));
  console.error(`Wrote ${file}`);
}
