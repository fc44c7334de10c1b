import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { showReading } from '../../../src/cli/show-reading.ts';
import { createScreen, type Verbosity } from '../../../src/cli/terminal.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** What is said on standard error, where nobody looks, during a reading of 25 seconds. */
async function said(verbosity: Verbosity): Promise<readonly string[]> {
  const lines: string[] = [];
  const screen = createScreen(verbosity);
  const { promise: over, resolve } = Promise.withResolvers<string>();
  setTimeout(() => resolve('read'), 25_000);
  const reading = showReading(
    { ...screen, err: { ...screen.err, isTerminal: false }, detail: (text) => lines.push(text) },
    () => over,
    () => ({ units: { read: 12, found: 40 }, unitsBefore: 200 }),
  );
  await vi.advanceTimersByTimeAsync(60_000);

  expect(await reading).toBe('read');
  return lines;
}

describe('reading where nobody looks', () => {
  it('says every ten seconds how far it has come with --verbose, and no more when it is done', async () => {
    expect(await said('verbose')).toEqual([
      'Reading the organization: 12 of about 200 units … 10 s',
      'Reading the organization: 12 of about 200 units … 20 s',
    ]);
  });

  it('says nothing otherwise', async () => {
    expect(await said('normal')).toEqual([]);
  });
});
