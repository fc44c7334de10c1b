import { clearLine, cursorTo } from 'node:readline';
import { durationText } from './pace.ts';
import type { Screen } from './terminal.ts';

/** What takes less long needs no word, in milliseconds. */
const PATIENCE_MS = 1_000;
const EVERY_MS = 250;

/**
 * Tells somebody at a terminal that reading takes a while: a large organization is read at the pace that AWS allows.
 * The line is gone when the reading is done.
 */
export async function showReading<Result>(screen: Screen, read: () => Promise<Result>): Promise<Result> {
  const { err, verbosity } = screen;
  if (!err.isTerminal || verbosity === 'quiet') return await read();
  const began = performance.now();
  let isShown = false;
  const timer = setInterval(() => {
    const ms = performance.now() - began;
    if (ms < PATIENCE_MS) return;
    isShown = true;
    clear();
    process.stderr.write(err.paint('dim', `Reading what there is … ${durationText(ms / 1_000)}`));
  }, EVERY_MS);
  try {
    return await read();
  } finally {
    clearInterval(timer);
    if (isShown) clear();
  }
}

function clear(): void {
  cursorTo(process.stderr, 0);
  clearLine(process.stderr, 0);
}
