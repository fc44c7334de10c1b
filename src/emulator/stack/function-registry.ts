import { AwsError } from '../operation.ts';
import type { FunctionInvoker, World } from '../world.ts';
import { invokeAsynchronously } from './asynchronous-invocation.ts';
import type { LambdaFunction } from './lambda-function.ts';

/** How Lambda retries an asynchronous invocation, and where it sends an event after the last failure. */
export interface InvokeConfig {
  /** 0 to 2, default 2. */
  readonly maximumRetryAttempts: number;
  /** 60 to 21,600 seconds, default 21,600. */
  readonly maximumEventAgeSeconds: number;
  /** ARN of the queue that is the on-failure destination. */
  readonly onFailureArn: string | undefined;
}

const DEFAULT_INVOKE_CONFIG: InvokeConfig = {
  maximumRetryAttempts: 2,
  maximumEventAgeSeconds: 21_600,
  onFailureArn: undefined,
};

/**
 * The functions of all stacks of a world, by ARN. EventBridge and Scheduler invoke functions asynchronously through it.
 */
export class FunctionRegistry implements FunctionInvoker {
  readonly #world: World;
  readonly #functions = new Map<string, LambdaFunction>();
  readonly #configs = new Map<string, InvokeConfig>();

  constructor(world: World) {
    this.#world = world;
  }

  add(lambda: LambdaFunction): void {
    this.#functions.set(lambda.settings.arn, lambda);
  }

  remove(lambda: LambdaFunction): void {
    this.#functions.delete(lambda.settings.arn);
    this.#configs.delete(lambda.settings.arn);
  }

  configure(functionArn: string, config: Partial<InvokeConfig>): void {
    this.#configs.set(functionArn, { ...DEFAULT_INVOKE_CONFIG, ...config });
  }

  find(functionArn: string): LambdaFunction | undefined {
    return this.#functions.get(functionArn);
  }

  async invoke(functionArn: string, payload: unknown): Promise<unknown> {
    const lambda = this.#functions.get(functionArn);
    if (lambda === undefined)
      throw new AwsError('ResourceNotFoundException', `Function not found: ${functionArn}`);
    const config = this.#configs.get(functionArn) ?? DEFAULT_INVOKE_CONFIG;
    return invokeAsynchronously(this.#world, lambda, payload, config);
  }
}

/** The registry of a world; it is created for the first stack. */
export function functionsOf(world: World): FunctionRegistry {
  if (world.functions instanceof FunctionRegistry) return world.functions;
  const registry = new FunctionRegistry(world);
  world.functions = registry;
  return registry;
}
