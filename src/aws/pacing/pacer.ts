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
 * Sets the rate of the calls of one service in one domain and repeats throttled calls. An SDK client takes the strategy as
 * its `retryStrategy` and the plug-in in its middleware stack, so the SDK still does signing, serialising and the
 * correction of clock skew.
 */
export interface Pacer {
  readonly retryStrategy: RetryStrategyV2;
  /** Gives the strategy the operation and the abort signal of a call, which it does not receive from the SDK. */
  readonly plugin: Pluggable<object, MetadataBearer>;
  /** The current pacing of each operation that was called. */
  pressure(): readonly OperationPressure[];
  /** Measured calls per second, by operation. */
  learned(): ReadonlyMap<string, number>;
  /** Sets rates that an earlier process learned. An operation that was already called keeps its own rate. */
  remember(rates: ReadonlyMap<string, number>): void;
}

export interface OperationPressure extends Pressure {
  readonly operation: string;
}

/** The call that the strategy handles. */
interface PacedCall {
  readonly lane: Lane;
  readonly number: number;
  readonly signal: AbortSignal | undefined;
  /** The turn that has no answer yet. */
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
 * @param options.limitOf the maximum rate of an operation, even if the service would accept more
 * @param options.clock for benchmarks
 */
export function createPacer(
  options: { readonly limitOf?: (operation: string) => Limit | undefined; readonly clock?: PacingClock } = {},
): Pacer {
  const { limitOf = () => undefined, clock = SYSTEM_CLOCK } = options;
  const lanes = new Map<string, Lane>();
  const remembered = new Map<string, number>();
  const calls = new AsyncLocalStorage<PacedCall>();
  // The SDK handles failures of the service and the network: three attempts, and its retry quota.
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
      // The type of the SDK also allows its own kind of signal, which is no longer used.
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
      // After an abort the result of the call is not reported.
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

/** Every token that the SDK passes back came from `takeTurn`. */
function paced(token: RetryToken): PacedToken {
  if ('call' in token && 'standard' in token) return token as PacedToken;
  throw new Error('Pace a call: found a token of another strategy');
}

/** Ends a call's turn once, at the first report of its end. */
function settle(call: PacedCall, end: (grant: Grant) => void): void {
  const { grant } = call;
  if (grant === undefined) return;
  delete call.grant;
  end(grant);
}

/** The time that the service requested with `Retry-After`, on the pacer's clock. */
function retryTime({ retryAfterHint }: RetryErrorInfo, clock: PacingClock): number | undefined {
  return retryAfterHint === undefined ? undefined : clock.now() + (retryAfterHint.getTime() - Date.now());
}

function operationOf(context: HandlerExecutionContext): string {
  return (context.commandName ?? '').replace(/Command$/, '');
}

/** An abort whose message contains the throttling that the call waited for. */
function outOfTime(throttles: number, last: Error): Error {
  const times = throttles === 1 ? 'once' : `${throttles} times`;
  const error = new Error(`throttled ${times}, last by ${last.name}: ${last.message}`, { cause: last });
  error.name = 'AbortError';
  return error;
}
