import { inspect } from 'node:util';
import { CommanderError } from 'commander';
import { LenskeeperError, TerminalError } from '../errors.ts';
import { printable } from '../report/printable.ts';
import { connectionAdvice } from './connection-advice.ts';
import { EXIT } from './terminal.ts';

/** The advice for each kind of failure that has no advice of its own. */
const MEND: Readonly<Record<string, string>> = {
  throttled:
    'AWS throttled the calls. Wait a minute, then run the command again; it continues where it stopped',
  transient: 'Run the command again; it continues where it stopped',
  deadline: 'Run the command again; it continues where it stopped',
  conflict: 'The resource was changed at the same time. Run the command again',
  'not-ready': 'Run the command again in a minute',
};

const UNFORESEEN = 'This error is unexpected. Run the command again with --debug to see its origin';

/**
 * The lines of a failed command on standard error, and its exit code: what failed, where, and what to do.
 *
 * @param options.debug include stack traces, also of the causes
 */
export function failureLines(
  error: unknown,
  { debug }: { readonly debug: boolean },
): { readonly exitCode: number; readonly lines: readonly string[] } {
  // commander has printed the error; help and version also end with an error.
  if (error instanceof CommanderError) {
    return { exitCode: error.exitCode === 0 ? EXIT.done : EXIT.usage, lines: [] };
  }
  const isOurs = error instanceof LenskeeperError;
  const message = error instanceof Error ? error.message : String(error);
  const mend = isOurs ? mendOf(error) : isForeseen(error) ? undefined : UNFORESEEN;
  return {
    exitCode: isOurs && isOfUsage(error) ? EXIT.usage : EXIT.failed,
    lines: [
      ...messageLines(message, error instanceof TerminalError ? error.details : [], mend).map(printable),
      ...(debug ? inspect(error).split('\n').map(printable) : []),
    ],
  };
}

function messageLines(
  message: string,
  details: readonly string[],
  mend: string | undefined,
): readonly string[] {
  const first = `lenskeeper: ${message}`;
  if (details.length > 0) return [first, ...details, ...(mend === undefined ? [] : [mend])];
  return [mend === undefined ? first : `${first}. ${mend}`];
}

function mendOf(error: LenskeeperError): string | undefined {
  return connectionAdvice(error) ?? (error instanceof TerminalError ? error.mend : MEND[error.kind]);
}

/** A missing bucket is a wrong name in the arguments or the environment. */
function isOfUsage(error: LenskeeperError): boolean {
  return error.kind === 'configuration' || (error instanceof TerminalError && error.reason === 'no-bucket');
}

/** Errors of Node about files and ports, and errors with a cause, need no further advice. */
function isForeseen(error: unknown): boolean {
  return error instanceof Error && ('code' in error || error.cause !== undefined);
}
