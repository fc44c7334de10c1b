import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const script = join(import.meta.dirname, '../../../scripts/fuzz.ts');

/** The process has a memory of its own, so that the limit holds for the reader alone. */
it('reads 5,000 hostile lens files without a crash, a hang or much memory', {
  timeout: 120_000,
}, async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--max-old-space-size=200',
    script,
    '--count=5000',
    '--seed=1',
  ]);

  expect(stdout).toContain('0 failures');
});
