import { failureLines } from './failure-lines.ts';
import { createProgram, type GlobalOptions } from './program.ts';
import { createScreen, EXIT, type Verbosity } from './terminal.ts';

/** Handles arguments, standard output and exit codes. Each command is a file under `commands/`. */

// A reader such as `head` can close the pipe early.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

let options: GlobalOptions = {};
const interruption = new AbortController();
process.on('uncaughtException', (error) => process.exit(failed(error)));
process.exitCode = await main(process.argv);
// Abandoned calls would keep the process alive.
if (interruption.signal.aborted) process.stdout.write('', () => process.exit());

async function main(argv: readonly string[]): Promise<number> {
  let exitCode: number = EXIT.done;
  const program = createProgram(async (command) => {
    options = program.opts();
    exitCode = await command(createScreen(verbosityOf(options)), interruptedBySignal());
  });
  try {
    await program.parseAsync([...argv]);
    return exitCode;
  } catch (error) {
    return failed(error);
  }
}

function failed(error: unknown): number {
  const { exitCode, lines } = failureLines(error, { debug: options.debug === true });
  for (const line of lines) process.stderr.write(`${line}\n`);
  return exitCode;
}

function verbosityOf({ quiet, verbose }: GlobalOptions): Verbosity {
  if (quiet) return 'quiet';
  return verbose ? 'verbose' : 'normal';
}

/** Aborts on Ctrl-C or a termination signal; the second signal ends the process immediately. */
function interruptedBySignal(): AbortSignal {
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    process.on(signal, () => {
      if (interruption.signal.aborted) process.exit(code);
      interruption.abort();
    });
  }
  return interruption.signal;
}
