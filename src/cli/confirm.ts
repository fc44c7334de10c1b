import { createInterface } from 'node:readline/promises';
import { ConfigurationError } from '../errors.ts';

/**
 * Asks the user. Only the answer `yes` confirms; the end of the input and Ctrl-C do not.
 *
 * @throws {ConfigurationError} when standard input is not a terminal
 */
export async function confirm(question: string, interrupted: AbortSignal): Promise<boolean> {
  if (!process.stdin.isTTY) {
    throw new ConfigurationError('Cannot ask for confirmation: standard input is not a terminal. Add --yes');
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  // readline handles Ctrl-C while it asks.
  terminal.once('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  const ended = new Promise<undefined>((resolve) => {
    terminal.once('close', () => resolve(undefined));
    interrupted.addEventListener('abort', () => resolve(undefined), { once: true });
  });
  try {
    const answer = await Promise.race([terminal.question(question), ended]);
    // The cursor is still on the line of the question.
    if (answer === undefined) process.stderr.write('\n');
    return answer !== undefined && /^y(es)?$/i.test(answer.trim());
  } finally {
    terminal.close();
  }
}
