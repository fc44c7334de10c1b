import { AdaptiveRetryStrategy, StandardRetryStrategy } from '@smithy/core/retry';
import type { MetadataBearer, Pluggable, RetryStrategyV2, StandardRetryToken } from '@smithy/types';
import { createPacer } from '../../src/aws/pacing/pacer.ts';
import type { PacingCase } from './case.ts';

/** The retry and rate strategy of one process, in the form of the SDK client. */
export interface Strategy {
  readonly retryStrategy: RetryStrategyV2;
  readonly plugin?: Pluggable<object, MetadataBearer>;
}

/** Most attempts of a strategy without its own limit: a throttled call is retried until it succeeds. */
const ENDLESS = 1_000_000;

/** Creates each strategy for one process of a case. */
export const STRATEGIES = {
  'standard-3': () => ({ retryStrategy: new StandardRetryStrategy(3) }),
  'standard-12': () => ({ retryStrategy: new StandardRetryStrategy(12) }),
  adaptive: () => ({ retryStrategy: new AdaptiveRetryStrategy(async () => ENDLESS) }),
  'fixed-0.7': (pacingCase) => fixedRate(pacingCase, 0.7),
  'fixed-1': (pacingCase) => fixedRate(pacingCase, 1),
  'fixed-1.5': (pacingCase) => fixedRate(pacingCase, 1.5),
  estimator: ({ remembered }) => {
    const pacer = createPacer();
    if (remembered !== undefined) pacer.remember(new Map([[OPERATION, remembered]]));
    return pacer;
  },
} satisfies Record<string, (pacingCase: PacingCase) => Strategy>;

export type StrategyName = keyof typeof STRATEGIES;

export const OPERATION = 'CreateLensShare';

/**
 * A common hand-written limiter: calls at a known or guessed rate, shared among the processes, with the SDK's standard
 * retries.
 *
 * @param factor of the true rate
 */
function fixedRate({ rate, processes }: PacingCase, factor: number): Strategy {
  const gap = 1_000 / ((rate / processes) * factor);
  let free = 0;
  const turn = async () => {
    const at = Math.max(free, performance.now());
    free = at + gap;
    await new Promise((resolve) => setTimeout(resolve, at - performance.now()));
  };
  const standard = new StandardRetryStrategy(3);
  return {
    retryStrategy: {
      async acquireInitialRetryToken(scope): Promise<StandardRetryToken> {
        await turn();
        return await standard.acquireInitialRetryToken(scope);
      },
      async refreshRetryTokenForRetry(token: StandardRetryToken, failure): Promise<StandardRetryToken> {
        const next = await standard.refreshRetryTokenForRetry(token, failure);
        await turn();
        return next;
      },
      recordSuccess: (token: StandardRetryToken) => standard.recordSuccess(token),
    },
  };
}
