import { AdaptiveRetryStrategy } from '@smithy/core/retry';
import type { Pacer } from './pacer.ts';

/** A throttled call is repeated until the invocation's deadline ends it, not until attempts run out. */
const ATTEMPTS = 1_000;

/** The SDK's adaptive mode: one client-side rate for all operations, lowered by throttles and raised by successes. */
export function createAdaptivePacer(): Pacer {
  return { retryStrategy: new AdaptiveRetryStrategy(async () => ATTEMPTS) };
}
