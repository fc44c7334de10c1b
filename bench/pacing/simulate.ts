import { constructStack } from '@smithy/core/client';
import { getRetryPlugin } from '@smithy/core/retry';
import type { Handler, MetadataBearer } from '@smithy/types';
import type { PacingRow } from '../pacing-row.ts';
import { callsByProcess, changeTime, type PacingCase, shortestTime } from './case.ts';
import { quantile } from './quantile.ts';
import { createServerBucket } from './server-bucket.ts';
import { OPERATION, STRATEGIES, type Strategy, type StrategyName } from './strategies.ts';
import { onVirtualTime, type VirtualClock } from './virtual-clock.ts';

class ThrottlingException extends Error {
  override readonly name = 'ThrottlingException';
  readonly $metadata = { httpStatusCode: 429 };
}

type Send = () => Promise<void>;

/**
 * Makes the calls of a case on a virtual clock, through the SDK's own middleware stack and retry middleware; only the
 * service and the network are simulated.
 */
export async function simulate(
  strategy: StrategyName,
  pacingCase: PacingCase,
  seed: number,
): Promise<PacingRow> {
  return await onVirtualTime(seed, async (clock) => {
    let throttled = 0;
    let failed = 0;
    let endedAt = 0;
    const durations: number[] = [];
    const service = createService(pacingCase, clock, () => {
      throttled += 1;
    });
    const processes = callsByProcess(pacingCase).map(async (calls) => {
      const send = createSend(STRATEGIES[strategy](pacingCase), service);
      let left = calls;
      const worker = async () => {
        while (left > 0) {
          left -= 1;
          const startedAt = clock.now();
          try {
            await send();
            durations.push(clock.now() - startedAt);
            endedAt = clock.now();
          } catch (error) {
            if (!(error instanceof ThrottlingException)) throw error;
            failed += 1;
          }
        }
      };
      await Promise.all(Array.from({ length: pacingCase.concurrency }, worker));
    });
    await Promise.all(processes);
    const { n } = pacingCase;
    durations.sort((one, other) => one - other);
    return {
      strategy,
      ...pacingCase,
      remembered: pacingCase.remembered ?? null,
      seed,
      efficiency: durations.length === 0 ? 0 : shortestTime(pacingCase, n - failed) / endedAt,
      waste: throttled / n,
      failed: failed / n,
      p50: quantile(durations, 0.5),
      p99: quantile(durations, 0.99),
    };
  });
}

/** The network latency, the bucket, and the latency of the reply. */
function createService(pacingCase: PacingCase, clock: VirtualClock, onThrottle: () => void): Send {
  // A bucket that is refilled once a second can be refilled at any point of a client's second.
  const startedAt = clock.random() * 1_000;
  const bucket = createServerBucket(pacingCase, {
    startedAt,
    changesAt: startedAt + changeTime(pacingCase),
  });
  const way = () =>
    new Promise((resolve) => setTimeout(resolve, (pacingCase.latency / 2) * (0.5 + clock.random())));
  return async () => {
    await way();
    const isGranted = bucket.take(startedAt + clock.now());
    await way();
    if (isGranted) return;
    onThrottle();
    throw new ThrottlingException('Rate exceeded');
  };
}

function createSend({ retryStrategy, plugin }: Strategy, service: Send): Send {
  const stack = constructStack<object, MetadataBearer>();
  stack.use(
    getRetryPlugin({
      retryStrategy: async () => retryStrategy,
      maxAttempts: async () => Number.POSITIVE_INFINITY,
    }),
  );
  if (plugin !== undefined) stack.use(plugin);
  const handler: Handler<object, MetadataBearer> = stack.resolve(
    async () => {
      await service();
      return { response: {}, output: { $metadata: {} } };
    },
    { commandName: `${OPERATION}Command` },
  );
  return async () => {
    await handler({ input: {} });
  };
}
