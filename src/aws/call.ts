import { DeadlineError } from '../errors.ts';
import { failureOf, type Mends } from './failure.ts';

/** Makes one call to AWS within the invocation's deadline; its errors are converted to those of `errors.ts`. */
export type Call = <Result>(
  action: string,
  send: (options: { readonly abortSignal: AbortSignal }) => Promise<Result>,
  mends?: Mends,
) => Promise<Result>;

/**
 * @param signal aborts at the deadline. The SDK then ends its own waits and reports why the call waited; code that does
 *   not observe the signal, such as a credential provider, is abandoned shortly afterwards
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
