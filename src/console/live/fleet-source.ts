import type { FleetReport } from '../../report/fleet/fleet-report.ts';
import { fleetPage } from '../../report/fleet/page.ts';
import type { ConsoleSource } from './console-source.ts';
import { overviewOfFleet } from './overview-of-fleet.ts';

/**
 * A source for a real account, which can only be looked at: it is read anew every so often while `signal` lasts. What
 * could not be read is said on the page, above what was read before.
 *
 * @param read reads everything; called once at a time
 * @param everyMs pause between two readings, in milliseconds
 * @throws what the first reading throws
 */
export async function createFleetSource({
  read,
  everyMs,
  signal,
}: {
  readonly read: () => Promise<FleetReport>;
  readonly everyMs: number;
  readonly signal: AbortSignal;
}): Promise<ConsoleSource> {
  const listeners = new Set<() => void>();
  let fleet = await read();
  let overview = overviewOfFleet(fleet);
  let trouble: string | undefined;

  const again = async (): Promise<void> => {
    try {
      fleet = await read();
      overview = overviewOfFleet(fleet);
      trouble = undefined;
    } catch (error) {
      trouble = `Not read anew since ${fleet.at}: ${error instanceof Error ? error.message : String(error)}`;
    }
    if (signal.aborted) return;
    for (const listener of listeners) listener();
    wait();
  };
  const wait = () => {
    const timer = setTimeout(() => void again(), everyMs);
    signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  };
  if (!signal.aborted) wait();

  return {
    overview: () =>
      trouble === undefined ? overview : { ...overview, notices: [trouble, ...overview.notices] },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    report: () => fleetPage(fleet),
  };
}
