import type { ConsoleAction } from './console-action.ts';
import type { JourneyLog } from './journeys/journey-log.ts';
import type { Overview } from './overview.ts';
import type { Traffic } from './traffic.ts';

/** Where the console's page gets what it shows. */
export interface ConsoleSource {
  /** What the views show now. */
  overview(): Overview | Promise<Overview>;
  /** Tells of every change, as often as it likes; the returned function ends that. */
  onChange(listener: () => void): () => void;
  /** The page of the report and when its facts were read (ISO 8601), when there is one. */
  report?(): { readonly page: string; readonly at: string } | undefined;
  /** Milliseconds since the epoch, by the clock that the times of the source follow. */
  now(): number;
  /** Absent on a real account, whose events nobody sees from here: the page then has its views alone. */
  readonly live?: LiveSource;
}

/** What an embedded AWS has besides: it can be watched and changed. */
export interface LiveSource {
  readonly journeys: JourneyLog;
  readonly traffic: Traffic;
  /** Limits and faults that are set, each in a few words. */
  disturbances(): readonly string[];
  /** Text of a lens in the bucket, or of the policy. */
  sourceText(key: string): string | undefined;
  /** Does it as a person would; answers what was done, in a sentence. */
  perform(action: ConsoleAction): Promise<string>;
  /** How far the three steps for newcomers are. */
  tried(overview: Overview): Tried;
}

export type TryState = 'open' | 'under-way' | 'done';

export interface Tried {
  readonly upload: TryState;
  readonly account: TryState;
  readonly repair: TryState;
}
