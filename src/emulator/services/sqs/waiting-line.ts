import type { Clock } from '../../clock.ts';

/** The receivers that wait for a change. */
export class WaitingLine {
  readonly #wakers = new Set<() => void>();

  /**
   * Waits until `wake` is called, `ms` milliseconds of the clock have passed, or `signal` aborts; resolves in all three
   * cases.
   */
  async wait(clock: Clock, ms: number, signal: AbortSignal | undefined): Promise<void> {
    const waker = new AbortController();
    const wake = () => waker.abort();
    this.#wakers.add(wake);
    signal?.addEventListener('abort', wake);
    try {
      await clock.sleep(ms, waker.signal);
    } catch (error) {
      if (!waker.signal.aborted) throw error;
    } finally {
      this.#wakers.delete(wake);
      signal?.removeEventListener('abort', wake);
    }
  }

  wake(): void {
    for (const wake of this.#wakers) wake();
  }
}
