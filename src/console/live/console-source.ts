import type { ConsoleAction } from './console-action.ts';
import type { JourneyLog } from './journeys/journey-log.ts';
import type { Overview } from './overview.ts';
import type { Traffic } from './traffic.ts';

/** The source of the data that the console shows. */
export interface ConsoleSource {
  /** The current data of the views. */
  overview(): Overview | Promise<Overview>;
  /** Calls the listener on every change; the returned function removes the listener. */
  onChange(listener: () => void): () => void;
  /** The page of the report and the time of its data (ISO 8601); undefined when there is no report. */
  report?(): { readonly page: string; readonly at: string } | undefined;
  /** Milliseconds since the epoch, by the clock of the source. */
  now(): number;
  /** Absent for a real account, whose events are not visible: the page then has no events and no controls. */
  readonly live?: LiveSource;
}

/** Additional functions of an embedded AWS, which can be watched and changed. */
export interface LiveSource {
  readonly journeys: JourneyLog;
  readonly traffic: Traffic;
  /** The rate limits and faults that are set, each as a short text. */
  disturbances(): readonly string[];
  /** The text of a lens in the bucket, or of the policy. */
  sourceText(key: string): string | undefined;
  /** Performs an action and returns a sentence that describes the result. */
  perform(action: ConsoleAction): Promise<string>;
  /** The state of the three introductory steps. */
  tried(overview: Overview): Tried;
}

export type TryState = 'open' | 'under-way' | 'done';

export interface Tried {
  readonly upload: TryState;
  readonly account: TryState;
  readonly repair: TryState;
}
