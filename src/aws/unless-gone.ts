import { TerminalError } from '../errors.ts';

/** The result of a read; undefined if the resource does not exist. */
export async function unlessGone<Result>(read: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof TerminalError && error.reason === 'not-found') return undefined;
    throw error;
  }
}
