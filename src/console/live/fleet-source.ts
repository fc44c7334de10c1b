import { setTimeout as sleep } from 'node:timers/promises';
import type { FleetReport } from '../../report/fleet/fleet-report.ts';
import { fleetPage } from '../../report/fleet/page.ts';
import type { ConsoleSource } from './console-source.ts';
import type { Overview } from './overview.ts';
import { overviewOfFleet } from './overview-of-fleet.ts';

/** The result of one reading. */
export interface FleetLook {
  readonly fleet: FleetReport;
  /** When the tree of units was read, in milliseconds since the epoch. This can be before the reading. */
  readonly unitsReadAt?: number | undefined;
}

/**
 * A read-only source for a real account. It reads the account again after each pause until `signal` aborts. When a reading
 * fails, the page shows the reason above the data of the previous reading.
 *
 * @param read reads everything; called once at a time
 * @param everyMs pause between two readings, in milliseconds
 * @throws the error of the first reading
 */
export async function createFleetSource({
  read,
  everyMs,
  signal,
}: {
  readonly read: () => Promise<FleetLook>;
  readonly everyMs: number;
  readonly signal: AbortSignal;
}): Promise<ConsoleSource> {
  const listeners = new Set<() => void>();
  let shown = shownOf(await read());
  let trouble: string | undefined;

  const pause = () => sleep(everyMs, true, { signal }).catch(() => false);
  const follow = async (): Promise<void> => {
    while (await pause()) {
      try {
        shown = shownOf(await read());
        trouble = undefined;
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        trouble = `Not updated since ${shown.fleet.at}: ${why}`;
      }
      if (signal.aborted) return;
      for (const listener of listeners) listener();
    }
  };
  void follow();

  return {
    overview: () =>
      trouble === undefined
        ? shown.overview
        : { ...shown.overview, notices: [trouble, ...shown.overview.notices] },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    report: () => ({ page: fleetPage(shown.fleet), at: shown.fleet.at }),
    now: () => Date.now(),
  };
}

function shownOf({ fleet, unitsReadAt }: FleetLook): {
  readonly fleet: FleetReport;
  readonly overview: Overview;
} {
  const overview = overviewOfFleet(fleet);
  return {
    fleet,
    overview:
      unitsReadAt === undefined
        ? overview
        : { ...overview, unitsReadAt: new Date(unitsReadAt).toISOString() },
  };
}
