import { execFile } from 'node:child_process';
import { describe, expect, it } from 'vitest';

/** Runs the bench as a person does. */
function runBench(...args: readonly string[]) {
  return new Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }>(
    (resolve) => {
      const child = execFile(
        process.execPath,
        ['bench/main.ts', 'pacing', ...args],
        { cwd: new URL('../../..', import.meta.url) },
        (_, stdout, stderr) => resolve({ code: child.exitCode, stdout, stderr }),
      );
    },
  );
}

describe('npm run bench -- pacing', () => {
  it('prints one array of rows, each with what it was asked for and what came of it', async () => {
    const { code, stdout } = await runBench(
      '--json',
      '--r',
      '5',
      '--b',
      '8',
      '--n',
      '60',
      '--latency',
      '30',
      '--seed',
      '7',
    );

    const rows: Record<string, unknown>[] = JSON.parse(stdout);
    const [ours] = rows.filter(({ strategy }) => strategy === 'estimator');
    expect(code).toBe(0);
    expect(rows.map(({ strategy }) => strategy)).toEqual(
      expect.arrayContaining(['standard-3', 'standard-12', 'adaptive', 'estimator']),
    );
    expect(ours).toMatchObject({
      rate: 5,
      burst: 8,
      n: 60,
      concurrency: 25,
      processes: 1,
      refill: 'continuous',
      change: 1,
      failed: 0,
      seed: 7,
    });
    for (const row of rows) {
      for (const column of ['efficiency', 'waste', 'failed', 'p50', 'p99']) {
        expect(row[column]).toEqual(expect.any(Number));
      }
    }
  });

  it.each([
    [['--r', '0'], 'Cannot read --r: found "0", expected a number above 0'],
    [['--r', 'ten'], 'Cannot read --r: found "ten", expected a number above 0'],
    [['--n', '1.5'], 'Cannot read --n: found "1.5", expected a whole number above 0'],
    [['--refill', 'daily'], 'Cannot read --refill: found "daily", expected continuous or stepped'],
    [['--rate', '10'], "Unknown option '--rate'"],
  ])('refuses %j with exit code 2, and says what was wrong', async (args, message) => {
    const { code, stdout, stderr } = await runBench(...args);

    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr).toContain('npm run bench -- pacing [--json]');
  });
});
