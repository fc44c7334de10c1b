import { inspect } from 'node:util';
import { CommanderError } from 'commander';
import { LenskeeperError, TerminalError } from '../errors.ts';
import { printable } from '../report/printable.ts';
import { connectionAdvice } from './connection-advice.ts';
import { EXIT } from './terminal.ts';

/** What helps against each kind of failure that has no remedy of its own. */
const MEND: Readonly<Record<string, string>> = {
  throttled: 'AWS asks for fewer calls: wait a minute, then run it again; it continues where it stopped',
  transient: 'Run it again; it continues where it stopped',
  deadline: 'Run it again; it continues where it stopped',
  conflict: 'Somebody else changed the same thing: run it again',
  'not-ready': 'Run it again in a minute',
};

const UNFORESEEN = 'This error was not foreseen; run it again with --debug to see where it comes from';

/**
 * What a failed command says on standard error, and its exit code: what failed, where, and what to do.
 *
 * @param options.debug with stack traces, those of the causes too
 */
export function failureLines(
  error: unknown,
  { debug }: { readonly debug: boolean },
): { readonly exitCode: number; readonly lines: readonly string[] } {
  // commander has said what is wrong with the arguments; help and version end by an error too.
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

/** A bucket that is not there was named by the person, or by the environment. */
function isOfUsage(error: LenskeeperError): boolean {
  return error.kind === 'configuration' || (error instanceof TerminalError && error.reason === 'no-bucket');
}

/** What Node says of files and ports, and what we throw on purpose, speaks for itself. */
function isForeseen(error: unknown): boolean {
  return error instanceof Error && ('code' in error || error.cause !== undefined);
}
