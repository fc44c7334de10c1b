import type { Lapse } from './lapse.ts';
import type { FunctionSettings } from './read-settings.ts';
import type { Progress } from './show-progress.ts';

/** The values that every measurement of the bench needs. */
export interface Bench {
  readonly lapse: Lapse;
  /** Folder of the functions' bundles. */
  readonly bundles: string;
  /** Time-outs and memory by the name of the function. */
  readonly settings: ReadonlyMap<string, FunctionSettings>;
  readonly progress: Progress;
}
