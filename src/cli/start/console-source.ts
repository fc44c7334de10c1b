import type { ConsoleSource, Tried, TryState } from '../../console/live/console-source.ts';
import { watchJourneys } from '../../console/live/journeys/watch-journeys.ts';
import { accountsBelow, type LensRow, type Overview } from '../../console/live/overview.ts';
import { Traffic } from '../../console/live/traffic.ts';
import type { RecordedCall } from '../../emulator/call-log.ts';
import type { StoredObject } from '../../emulator/services/s3/bucket.ts';
import { counted } from '../../report/counted.ts';
import { isActive } from '../../report/lens-standing.ts';
import { type Begun, createConsoleActions } from './console-actions.ts';
import { TRIED_KEY } from './console-material.ts';
import { createOverview } from './console-overview.ts';
import type { Stage } from './stage.ts';

/** The source of the console for a laptop; `stop` ends it. */
export function createConsoleSource(stage: Stage): { readonly source: ConsoleSource; stop(): void } {
  const { emulator, bucket, hub } = stage.laptop;
  const { world } = emulator;
  const { journeys, stop: stopJourneys } = watchJourneys(world, [hub]);
  const traffic = new Traffic(isOfLenskeeper, () => world.clock.now());
  const stopTraffic = world.calls.onCall((call) => traffic.add(call));
  const begun: Begun = { uploads: 0, account: undefined, broken: undefined };
  const perform = createConsoleActions(stage, begun);
  const textOf = (key: string) => {
    const object = world.s3.bucket(bucket).current(key);
    return object && textOfObject(object);
  };

  return {
    source: {
      overview: createOverview(stage.laptop),
      onChange(listener) {
        const ends = [journeys.onChange(listener), world.calls.onCall(listener)];
        return () => {
          for (const end of ends) end();
        };
      },
      report: () => {
        const page = world.s3.bucket(bucket).current('reports/latest.html');
        return page && { page: textOfObject(page), at: new Date(page.lastModified).toISOString() };
      },
      now: () => world.clock.now(),
      live: {
        journeys,
        traffic,
        perform,
        tried: (overview) => triedOf(begun, overview),
        sourceText: (key) => (/^(lenses\/|lenskeeper\.yaml$)/.test(key) ? textOf(key) : undefined),
        disturbances: () => [
          ...world.limits
            .list()
            .map(
              ({ service, operation, rate, burst }) =>
                `Throttling: ${rate} calls per second, burst ${burst}, ${operation === '*' ? 'for each operation' : `for ${operation}`} of ${service}`,
            ),
          ...world.faults
            .list()
            .map(
              ({ kind, operation, count }) =>
                `Fault: ${operation === '*' ? 'every call' : operation}: ${kind}${count === undefined ? '' : `, ${counted(count, 'call')} left`}`,
            ),
        ],
      },
    },
    stop() {
      stopJourneys();
      stopTraffic();
    },
  };
}

function textOfObject({ content }: StoredObject): string {
  return new TextDecoder().decode(content.body);
}

function isOfLenskeeper({ service, principalArn }: RecordedCall): boolean {
  return (
    (service === 'wellarchitected' || service === 'organizations') &&
    principalArn.includes(':assumed-role/lenskeeper-')
  );
}

function triedOf({ uploads, account, broken }: Begun, { lenses, root }: Overview): Tried {
  const lens = (key: string) => lenses.find((row) => row.key === key);
  const uploaded = lens(TRIED_KEY);
  return {
    upload: stateFrom(uploads > 0, uploaded !== undefined && isWhole(uploaded)),
    account: stateFrom(
      account !== undefined,
      accountsBelow(root).some(({ id, workload }) => id === account && workload !== undefined),
    ),
    repair: stateFrom(
      broken !== undefined,
      broken !== undefined && isActive(lens(broken.key)?.recipients.get(broken.target)),
    ),
  };
}

function isWhole({ state, shares }: LensRow): boolean {
  return state === 'current' && shares.active === shares.wanted;
}

function stateFrom(isBegun: boolean, isReached: boolean): TryState {
  if (!isBegun) return 'open';
  return isReached ? 'done' : 'under-way';
}
