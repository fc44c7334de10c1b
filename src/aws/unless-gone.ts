import { TerminalError } from '../errors.ts';

/** What a read answers; undefined when there is no such thing. */
export async function unlessGone<Result>(read: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof TerminalError && error.reason === 'not-found') return undefined;
    throw error;
  }
}
