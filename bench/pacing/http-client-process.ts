import { once } from 'node:events';
import { ListLensesCommand, WellArchitectedClient } from '@aws-sdk/client-wellarchitected';
import { createWellArchitectedClient } from '../../src/aws/clients.ts';
import { createPacer } from '../../src/aws/pacing/pacer.ts';
import { type HttpStrategy, OPERATION, orderSchema, REGION, type Report } from './http-protocol.ts';

/**
 * One process that calls a real endpoint: it reports that it is ready, starts on a message, and reports the results of
 * its calls at the end. Endpoint and account come from the environment, as in any program with the SDK.
 */
const { strategy, calls, concurrency, remembered } = orderSchema.parse(JSON.parse(process.argv[2] ?? ''));

const CLIENTS: Record<HttpStrategy, () => WellArchitectedClient> = {
  'standard-3': () => new WellArchitectedClient({ region: REGION, retryMode: 'standard' }),
  // Only its limiter decides; with the default of three attempts it would also lose calls.
  adaptive: () =>
    new WellArchitectedClient({ region: REGION, retryMode: 'adaptive', maxAttempts: 1_000_000 }),
  estimator: () => {
    const pacer = createPacer();
    if (remembered !== null) pacer.remember(new Map([[OPERATION, remembered]]));
    return createWellArchitectedClient(REGION, pacer);
  },
};

const client = CLIENTS[strategy]();
process.send?.('ready');
await once(process, 'message');

const durations: number[] = [];
let left = calls;
let failed = 0;
let endedAt = 0;

async function work(): Promise<void> {
  while (left > 0) {
    left -= 1;
    const startedAt = performance.now();
    try {
      await client.send(new ListLensesCommand({}));
      durations.push(performance.now() - startedAt);
      endedAt = Date.now();
    } catch (error) {
      if (!(error instanceof Error && error.name === 'ThrottlingException')) throw error;
      failed += 1;
    }
  }
}

await Promise.all(Array.from({ length: concurrency }, work));
process.send?.({ durations, failed, endedAt } satisfies Report, () => process.disconnect());
