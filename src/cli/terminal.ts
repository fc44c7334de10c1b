import { styleText } from 'node:util';
import type { Colour, Paint } from '../report/text-colour.ts';

/** What a command may write to: results on standard output, everything else on standard error. */
export interface Terminal {
  result(text: string): void;
  /** What goes on; nothing of it with `--quiet`. */
  log(text: string): void;
  /** How standard output is read; absent: not by a person. */
  readonly out?: Surface;
}

/** How much is said on standard error. */
export type Verbosity = 'quiet' | 'normal' | 'verbose';

/** How one of the two streams is read. */
interface Surface {
  /** Does a person look at it, rather than a pipe or a file? */
  readonly isTerminal: boolean;
  /** How wide it is now; infinite where nobody looks, so that no line of a pipe is broken. */
  readonly columns: number;
  /** How many lines fit. */
  readonly rows: number;
  /** Colours only where somebody looks: `styleText` knows terminals, NO_COLOR and FORCE_COLOR. */
  readonly paint: Paint;
}

/** A terminal with what is known of it, for commands that fit what they write to it. */
export interface Screen extends Terminal {
  /** Details that only `--verbose` shows. */
  detail(text: string): void;
  /** What has to be said on standard error even with `--quiet`. */
  tell(text: string): void;
  readonly verbosity: Verbosity;
  readonly out: Surface;
  readonly err: Surface;
}

/** Exit codes of every command. */
export const EXIT = { done: 0, failed: 1, usage: 2, changes: 3 } as const;

/** Narrower than this nothing can be read anyway. */
const NARROWEST = 20;

/** The two streams of this process. */
export function createScreen(verbosity: Verbosity): Screen {
  const tell = (text: string) => process.stderr.write(`${text}\n`);
  return {
    verbosity,
    result: (text) => process.stdout.write(`${text}\n`),
    tell,
    log: (text) => {
      if (verbosity !== 'quiet') tell(text);
    },
    detail: (text) => {
      if (verbosity === 'verbose') tell(text);
    },
    out: surfaceOf(process.stdout),
    err: surfaceOf(process.stderr),
  };
}

function surfaceOf(stream: NodeJS.WriteStream): Surface {
  const isTerminal = stream.isTTY === true;
  return {
    isTerminal,
    get columns() {
      return isTerminal ? Math.max(NARROWEST, stream.columns) : Number.POSITIVE_INFINITY;
    },
    get rows() {
      return isTerminal ? stream.rows : Number.POSITIVE_INFINITY;
    },
    paint: (colour: Colour, text: string) => styleText(colour, text, { stream }),
  };
}

/** Runs a command with the streams and the interruption of this process. */
export type Run = (command: (screen: Screen, interrupted: AbortSignal) => Promise<number>) => Promise<void>;
