import { clearLine, cursorTo } from 'node:readline';
import type { ReadingProgress } from '../organization-reading.ts';
import { clipToWidth } from '../report/display-width.ts';
import type { OrganizationFacts } from '../report/organization-facts.ts';
import { fitLines } from '../report/text-lines.ts';
import { durationText } from './pace.ts';
import { organizationText, readingText } from './reading-text.ts';
import type { Screen } from './terminal.ts';

/** A shorter reading is not shown, in milliseconds. */
const PATIENCE_MS = 1_000;
const EVERY_MS = 250;
/** The interval of progress lines with `--verbose` without a terminal, in milliseconds. */
const LINE_EVERY_MS = 10_000;

/**
 * Shows the progress of reading, because a large organization is read at the rate that AWS allows: in a terminal on one
 * line that is removed at the end; elsewhere, with `--verbose`, a line every ten seconds.
 *
 * @param progress the progress of reading the organization
 */
export async function showReading<Result>(
  screen: Screen,
  read: () => Promise<Result>,
  progress: () => ReadingProgress = () => ({}),
): Promise<Result> {
  const { err, verbosity } = screen;
  const isLine = err.isTerminal && verbosity !== 'quiet';
  if (!isLine && verbosity !== 'verbose') return await read();
  const began = performance.now();
  const text = () => `${readingText(progress())} … ${durationText((performance.now() - began) / 1_000)}`;
  let isShown = false;
  const show = () => {
    if (performance.now() - began < PATIENCE_MS) return;
    isShown = true;
    clear();
    process.stderr.write(err.paint('dim', clipToWidth(text(), err.columns)));
  };
  const timer = isLine
    ? setInterval(show, EVERY_MS)
    : setInterval(() => screen.detail(text()), LINE_EVERY_MS);
  try {
    return await read();
  } finally {
    clearInterval(timer);
    if (isShown) clear();
  }
}

/** Prints the age of the organization that was used, unless it was read for this command. */
export function tellAge(screen: Screen, organization: OrganizationFacts | undefined): void {
  const text = organizationText(organization);
  if (text !== undefined) screen.log(fitLines([{ text }], { columns: screen.err.columns }));
}

function clear(): void {
  cursorTo(process.stderr, 0);
  clearLine(process.stderr, 0);
}
