/** What is in one queue. */
export interface QueueDepth {
  readonly queue: string;
  /** Messages that can be received; absent, as the other counts, where the queue could not be read. */
  readonly waiting?: number;
  readonly inFlight?: number;
  readonly delayed?: number;
  /** Age of the oldest message in seconds, some minutes ago; absent for an empty queue, and where CloudWatch tells none. */
  readonly oldestSeconds?: number;
  /** Why something is absent. */
  readonly problem?: string;
}
