import { styleText } from 'node:util';
import type { Colour, Paint } from '../report/text-colour.ts';

/** The output of a command: results on standard output, everything else on standard error. */
export interface Terminal {
  result(text: string): void;
  /** Prints progress; suppressed by `--quiet`. */
  log(text: string): void;
  /** How standard output is shown; absent: not on a terminal. */
  readonly out?: Surface;
}

/** How much is printed on standard error. */
export type Verbosity = 'quiet' | 'normal' | 'verbose';

/** How one of the two streams is shown. */
interface Surface {
  /** Whether it is a terminal rather than a pipe or a file. */
  readonly isTerminal: boolean;
  /** The current width; infinite without a terminal, so that no line of a pipe is broken. */
  readonly columns: number;
  /** The number of lines that fit. */
  readonly rows: number;
  /** Colours only for terminals: `styleText` knows terminals, NO_COLOR and FORCE_COLOR. */
  readonly paint: Paint;
}

/** A terminal with its properties, for commands that fit their output to it. */
export interface Screen extends Terminal {
  /** Details that only `--verbose` shows. */
  detail(text: string): void;
  /** Prints on standard error even with `--quiet`. */
  tell(text: string): void;
  readonly verbosity: Verbosity;
  readonly out: Surface;
  readonly err: Surface;
}

/** Exit codes of every command. */
export const EXIT = { done: 0, failed: 1, usage: 2, changes: 3 } as const;

/** The least width that is used. */
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
