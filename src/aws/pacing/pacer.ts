import { AsyncLocalStorage } from 'node:async_hooks';
import { StandardRetryStrategy } from '@smithy/core/retry';
import {
  type HandlerExecutionContext,
  type InitializeMiddleware,
  type MetadataBearer,
  type Pluggable,
  type RetryErrorInfo,
  type RetryStrategyV2,
  type RetryToken,
  SMITHY_CONTEXT_KEY,
  type StandardRetryToken,
} from '@smithy/types';
import { createCeiling, type Limit } from './ceiling.ts';
import { createLane, type Lane, type PacingClock, type Pressure } from './lane.ts';
import { createRateEstimator, type Grant } from './rate-estimator.ts';

/**
 * Decides how fast the calls of one service in one domain go and how throttled ones are repeated. An SDK client takes
 * the strategy as its `retryStrategy` and the plug-in into its middleware stack, so signing, serialising and clock skew
 * stay the SDK's.
 */
export interface Pacer {
  readonly retryStrategy: RetryStrategyV2;
  /** Tells the strategy, which sees neither, the operation and the abort signal of a call. */
  readonly plugin: Pluggable<object, MetadataBearer>;
  /** How each operation that was called is paced now. */
  pressure(): readonly OperationPressure[];
  /** Calls per second by operation, as far as they were measured. */
  learned(): ReadonlyMap<string, number>;
  /** What an earlier process learned. An operation that was called already keeps what it knows itself. */
  remember(rates: ReadonlyMap<string, number>): void;
}

export interface OperationPressure extends Pressure {
  readonly operation: string;
}

/** The call that the strategy is asked about. */
interface PacedCall {
  readonly lane: Lane;
  readonly number: number;
  readonly signal: AbortSignal | undefined;
  /** The turn whose answer has not come. */
  grant?: Grant;
  throttles: number;
  lastThrottle?: Error;
}

interface PacedToken extends RetryToken {
  readonly call: PacedCall;
  readonly standard: StandardRetryToken;
}

const SYSTEM_CLOCK: PacingClock = {
  now: () => performance.now(),
  after(milliseconds, ring) {
    const timer = setTimeout(ring, milliseconds);
    return () => clearTimeout(timer);
  },
};

/**
 * @param options.limitOf the most that an operation may be called, whatever the service lets through
 * @param options.clock for benchmarks
 */
export function createPacer(
  options: { readonly limitOf?: (operation: string) => Limit | undefined; readonly clock?: PacingClock } = {},
): Pacer {
  const { limitOf = () => undefined, clock = SYSTEM_CLOCK } = options;
  const lanes = new Map<string, Lane>();
  const remembered = new Map<string, number>();
  const calls = new AsyncLocalStorage<PacedCall>();
  // Failures of the service and the network stay the SDK's: three attempts, and its quota of retries.
  const standard = new StandardRetryStrategy(3);

  function laneOf(operation: string): Lane {
    const found = lanes.get(operation);
    if (found !== undefined) return found;
    const lane = createLane({
      estimator: createRateEstimator({ remembered: remembered.get(operation) }),
      ceiling: createCeiling(() => limitOf(operation)),
      clock,
    });
    lanes.set(operation, lane);
    return lane;
  }

  const takeTurn = async (call: PacedCall, standardToken: StandardRetryToken): Promise<PacedToken> => {
    call.grant = await call.lane.turn(call.number, call.signal);
    return {
      call,
      standard: standardToken,
      getRetryCount: () => standardToken.getRetryCount() + call.throttles,
      getRetryDelay: () => 0,
    };
  };

  const retryStrategy: RetryStrategyV2 = {
    async acquireInitialRetryToken(scope) {
      const call = calls.getStore();
      if (call === undefined) throw new Error('Pace a call: found a client without the plug-in of its pacer');
      return await takeTurn(call, await standard.acquireInitialRetryToken(scope));
    },
    async refreshRetryTokenForRetry(token, failure) {
      const { call, standard: standardToken } = paced(token);
      if (failure.errorType === 'THROTTLING') {
        settle(call, (grant) => call.lane.throttled(grant, retryTime(failure, clock)));
        call.throttles += 1;
        if (failure.error instanceof Error) call.lastThrottle = failure.error;
        return await takeTurn(call, standardToken);
      }
      settle(call, (grant) => call.lane.answered(grant));
      return await takeTurn(call, await standard.refreshRetryTokenForRetry(standardToken, failure));
    },
    recordSuccess(token) {
      const { call, standard: standardToken } = paced(token);
      settle(call, (grant) => call.lane.answered(grant));
      standard.recordSuccess(standardToken);
    },
  };

  const middleware: InitializeMiddleware<object, MetadataBearer> = (next, context) => async (args) => {
    const lane = laneOf(operationOf(context));
    const signal = context[SMITHY_CONTEXT_KEY]?.abortSignal;
    const call: PacedCall = {
      lane,
      number: lane.number(),
      // The SDK still takes signals of a kind of its own, which nobody makes any more.
      signal: signal instanceof AbortSignal ? signal : undefined,
      throttles: 0,
    };
    try {
      return await calls.run(call, () => next(args));
    } catch (error) {
      throw call.signal?.aborted && call.lastThrottle !== undefined
        ? outOfTime(call.throttles, call.lastThrottle)
        : error;
    } finally {
      // After an abort nobody reports what became of the call.
      settle(call, (grant) => lane.abandoned(grant));
    }
  };

  return {
    retryStrategy,
    plugin: {
      applyToStack: (stack) =>
        stack.add(middleware, { step: 'initialize', name: 'pacing', tags: ['PACING'], override: true }),
    },
    pressure: () => [...lanes].map(([operation, lane]) => ({ operation, ...lane.pressure() })),
    learned: () =>
      new Map(
        [...lanes].flatMap(([operation, lane]) => {
          const rate = lane.learned();
          return rate === undefined ? [] : [[operation, rate] as const];
        }),
      ),
    remember(rates) {
      for (const [operation, rate] of rates) remembered.set(operation, rate);
    },
  };
}

/** Every token that the SDK hands back came from `takeTurn`. */
function paced(token: RetryToken): PacedToken {
  if ('call' in token && 'standard' in token) return token as PacedToken;
  throw new Error('Pace a call: found a token of another strategy');
}

/** Ends a call's turn once, whoever notices first. */
function settle(call: PacedCall, end: (grant: Grant) => void): void {
  const { grant } = call;
  if (grant === undefined) return;
  delete call.grant;
  end(grant);
}

/** What the service asked for by `Retry-After`, on the pacer's clock. */
function retryTime({ retryAfterHint }: RetryErrorInfo, clock: PacingClock): number | undefined {
  return retryAfterHint === undefined ? undefined : clock.now() + (retryAfterHint.getTime() - Date.now());
}

function operationOf(context: HandlerExecutionContext): string {
  return (context.commandName ?? '').replace(/Command$/, '');
}

/** An abort, which says what the call had waited for. */
function outOfTime(throttles: number, last: Error): Error {
  const times = throttles === 1 ? 'once' : `${throttles} times`;
  const error = new Error(`throttled ${times}, last by ${last.name}: ${last.message}`, { cause: last });
  error.name = 'AbortError';
  return error;
}
