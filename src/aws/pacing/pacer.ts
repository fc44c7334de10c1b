import type { RetryStrategyV2 } from '@smithy/types';

/**
 * Decides how fast the calls of one service in one domain go and how throttled ones are repeated. An SDK client takes
 * the strategy as its `retryStrategy`, so signing, serialising and clock skew stay the SDK's.
 */
export interface Pacer {
  readonly retryStrategy: RetryStrategyV2;
}
