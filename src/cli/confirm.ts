import { createInterface } from 'node:readline/promises';
import { ConfigurationError } from '../errors.ts';

/**
 * Asks a person. Every answer but yes is a no; so are the end of the input and Ctrl-C.
 *
 * @throws {ConfigurationError} when standard input is not a terminal
 */
export async function confirm(question: string, interrupted: AbortSignal): Promise<boolean> {
  if (!process.stdin.isTTY) {
    throw new ConfigurationError('Cannot ask for confirmation: standard input is not a terminal. Add --yes');
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  // readline takes Ctrl-C for itself while it asks.
  terminal.once('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  const ended = new Promise<undefined>((resolve) => {
    terminal.once('close', () => resolve(undefined));
    interrupted.addEventListener('abort', () => resolve(undefined), { once: true });
  });
  try {
    const answer = await Promise.race([terminal.question(question), ended]);
    // The question still stands on the line.
    if (answer === undefined) process.stderr.write('\n');
    return answer !== undefined && /^y(es)?$/i.test(answer.trim());
  } finally {
    terminal.close();
  }
}
