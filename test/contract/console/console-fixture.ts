import type { ConsoleAction } from '../../../src/console/live/console-action.ts';
import type { ConsoleSource } from '../../../src/console/live/console-source.ts';
import type { LensRow, Overview } from '../../../src/console/live/overview.ts';
import { Traffic } from '../../../src/console/live/traffic.ts';
import { aCall, anUpload, type journeyFacts } from '../../unit/console/journey-facts.ts';

export const PRODUCTION = 'ou-ab12-production';

export function aLensRow(lens: Partial<LensRow> = {}): LensRow {
  return {
    key: 'lenses/sign-in.json',
    name: 'Sign-in',
    version: '1.0',
    state: 'current',
    recipients: new Map([[PRODUCTION, 'ASSOCIATED']]),
    shares: { wanted: 1, active: 1 },
    ...lens,
  };
}

export function anOverview(overview: Partial<Overview> = {}): Overview {
  return {
    domain: 'Account 777788889999 in eu-west-1',
    lenses: [aLensRow()],
    root: {
      id: 'r-ab12',
      name: 'Root',
      accounts: [{ id: '111122223333', name: 'Management', state: 'ACTIVE', workload: undefined }],
      units: [
        {
          id: PRODUCTION,
          name: 'Production',
          units: [],
          accounts: [
            {
              id: '444455556666',
              name: 'Ledger',
              state: 'ACTIVE',
              workload: {
                name: '444455556666 Ledger',
                lenses: ['wellarchitected', 'Sign-in'],
                risks: { HIGH: 2 },
              },
            },
          ],
        },
      ],
    },
    workloads: { wanted: 1, reached: 1 },
    rejected: [],
    queues: [
      { name: 'lenskeeper-dev-work.fifo', isDeadLetters: false, visible: 1, inFlight: 1, delayed: 0 },
      {
        name: 'lenskeeper-dev-work-dead-letters.fifo',
        isDeadLetters: true,
        visible: 0,
        inFlight: 0,
        delayed: 0,
      },
    ],
    pending: [],
    notices: [],
    ...overview,
  };
}

export interface Fixture {
  readonly source: ConsoleSource;
  /** What the page asked for. */
  readonly performed: ConsoleAction[];
  /** Changes what there is, and tells of it. */
  change(overview: Partial<Overview>): void;
  readonly facts: ReturnType<typeof journeyFacts>;
}

/** A source that shows one upload and does nothing but remember what it was told. */
export function aSource({
  overview = anOverview(),
  facts = anUpload(),
  isLive = true,
  report,
}: {
  readonly overview?: Overview;
  readonly facts?: ReturnType<typeof journeyFacts>;
  readonly isLive?: boolean;
  readonly report?: string;
} = {}): Fixture {
  const performed: ConsoleAction[] = [];
  const listeners = new Set<() => void>();
  const traffic = new Traffic(
    () => true,
    () => facts.at.now,
  );
  traffic.add(aCall());
  traffic.add(aCall({ status: 429, errorName: 'ThrottlingException' }));
  let shown = overview;
  return {
    performed,
    facts,
    change(changed) {
      shown = { ...shown, ...changed };
      for (const listener of listeners) listener();
    },
    source: {
      overview: () => shown,
      report: () => (report === undefined ? undefined : { page: report, at: '2026-11-21T08:30:00.000Z' }),
      now: () => Date.parse('2026-11-21T09:00:00Z'),
      onChange(listener) {
        listeners.add(listener);
        const end = facts.journeys.onChange(listener);
        return () => {
          listeners.delete(listener);
          end();
        };
      },
      ...(isLive && {
        live: {
          journeys: facts.journeys,
          traffic,
          disturbances: () => ['Throttling: 2 calls a second'],
          tried: () => ({ upload: 'done', account: 'under-way', repair: 'open' }) as const,
          sourceText: (key: string) => (key === 'lenses/sign-in.json' ? '{"name": "Sign-in"}' : undefined),
          async perform(action: ConsoleAction) {
            performed.push(action);
            if (action.kind === 'close-account')
              throw new Error('Close the account: found it closed already');
            return `Did ${action.kind}`;
          },
        },
      }),
    },
  };
}
