/** The number of messages in one queue. */
export interface QueueDepth {
  readonly queue: string;
  /** Messages that can be received; absent, like the other counts, if the queue could not be read. */
  readonly waiting?: number;
  readonly inFlight?: number;
  readonly delayed?: number;
  /** Age of the oldest message in seconds, some minutes ago; absent for an empty queue, and if CloudWatch has no value. */
  readonly oldestSeconds?: number;
  /** Why a value is absent. */
  readonly problem?: string;
}
