import type { Deployed } from './deployed.ts';
import type { LambdaFunction } from './lambda-function.ts';
import type { LogLine, StackEventMap, StackEvents } from './stack-events.ts';

interface StackParts {
  readonly name: string;
  readonly outputs: ReadonlyMap<string, string>;
  readonly resources: ReadonlyMap<string, Deployed>;
  readonly functions: readonly LambdaFunction[];
  readonly queueArns: readonly string[];
  readonly events: StackEvents;
  readonly close: () => Promise<void>;
}

/** A deployed template with its running functions. */
export class Stack {
  readonly name: string;
  readonly outputs: ReadonlyMap<string, string>;
  /** By logical id. */
  readonly resources: ReadonlyMap<string, Deployed>;
  readonly functions: readonly LambdaFunction[];
  /** ARNs of the queues that functions of the stack read. */
  readonly queueArns: readonly string[];
  readonly #events: StackEvents;
  readonly #close: () => Promise<void>;
  #closed: Promise<void> | undefined;

  constructor({ name, outputs, resources, functions, queueArns, events, close }: StackParts) {
    this.name = name;
    this.outputs = outputs;
    this.resources = resources;
    this.functions = functions;
    this.queueArns = queueArns;
    this.#events = events;
    this.#close = close;
  }

  /** Invocations that run or wait for a process. */
  get underWay(): number {
    return this.functions.reduce((sum, lambda) => sum + lambda.underWay, 0);
  }

  /** Calls the listener for each event of the stack; the returned function removes the listener. */
  on<Name extends keyof StackEventMap>(
    name: Name,
    listener: (event: StackEventMap[Name]) => void,
  ): () => void {
    return this.#events.on(name, listener);
  }

  /**
   * Invokes a function and waits for its reply.
   *
   * @param functionName name of the function, or its logical id
   * @throws FunctionError when the function fails
   */
  invoke(functionName: string, payload: unknown): Promise<unknown> {
    return this.#function(functionName).invoke(payload);
  }

  /** Kills the processes of a function as a crash would; returns their number. */
  kill(functionName: string): number {
    return this.#function(functionName).kill();
  }

  /** The last lines that a function wrote. */
  logs(functionName: string): readonly LogLine[] {
    return this.#function(functionName).logs;
  }

  /** Ends all processes of the stack and removes its files. Queues, rules and buckets stay in the world. */
  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  #function(nameOrLogicalId: string): LambdaFunction {
    const name = this.resources.get(nameOrLogicalId)?.physicalId ?? nameOrLogicalId;
    const found = this.functions.find(({ settings }) => settings.name === name);
    if (found === undefined)
      throw new Error(`Cannot find a function: found no ${nameOrLogicalId} in the stack ${this.name}`);
    return found;
  }
}
