import { DeadlineError } from '../errors.ts';
import { failureOf, type Mends } from './failure.ts';

/** Makes one call to AWS under the invocation's deadline; its errors become those of `errors.ts`. */
export type Call = <Result>(
  action: string,
  send: (options: { readonly abortSignal: AbortSignal }) => Promise<Result>,
  mends?: Mends,
) => Promise<Result>;

/**
 * @param signal aborts at the deadline. The SDK ends its own waits then, and says what a call had waited for; what does
 *   not look at the signal, such as a provider of credentials, is left behind a moment later
 */
export function createCall(signal: AbortSignal): Call {
  return async (action, send, mends) => {
    if (signal.aborted) throw new DeadlineError(`${action}: out of time`);
    let leave: () => void = () => {};
    const deadline = new Promise<never>((_, reject) => {
      leave = () => setImmediate(() => reject(new DeadlineError(`${action}: out of time`)));
      signal.addEventListener('abort', leave, { once: true });
    });
    try {
      return await Promise.race([send({ abortSignal: signal }), deadline]);
    } catch (error) {
      throw failureOf(error, action, mends) ?? error;
    } finally {
      signal.removeEventListener('abort', leave);
    }
  };
}

/** Collects the items of a paginator. */
export async function collect<Page, Item>(
  pages: AsyncIterable<Page>,
  itemsOf: (page: Page) => readonly Item[] | undefined,
): Promise<readonly Item[]> {
  const items: Item[] = [];
  for await (const page of pages) items.push(...(itemsOf(page) ?? []));
  return items;
}
