import { randomUUID } from 'node:crypto';
import { createTraceId, traceHeader } from '../trace.ts';
import type { World } from '../world.ts';
import { FunctionProcess, type FunctionReply, type Invocation } from './function-process.ts';
import type { FunctionSettings } from './function-settings.ts';
import type { LogLine, StackEvents } from './stack-events.ts';

/** How many log lines of a function are kept. */
const KEPT_LINES = 1000;

/** An invocation that failed in the function: an exception, a crash or a time-out. */
export class FunctionError extends Error {
  readonly errorType: string;

  constructor(errorType: string, message: string) {
    super(message);
    this.name = 'FunctionError';
    this.errorType = errorType;
  }
}

export interface FunctionHost {
  readonly world: World;
  /** URL of the emulator. */
  readonly endpoint: string;
  readonly events: StackEvents;
}

/** A function and its warm processes; they are started on demand, up to its concurrency. */
export class LambdaFunction {
  readonly settings: FunctionSettings;
  readonly #host: FunctionHost;
  readonly #codeFolder: string;
  readonly #processes = new Set<FunctionProcess>();
  readonly #idle: FunctionProcess[] = [];
  readonly #waiters: (() => void)[] = [];
  readonly #lines: LogLine[] = [];
  #busy = 0;
  #invocations = 0;
  #isClosed = false;

  constructor(settings: FunctionSettings, codeFolder: string, host: FunctionHost) {
    this.settings = settings;
    this.#codeFolder = codeFolder;
    this.#host = host;
  }

  /** Invocations that run or wait for a process. */
  get underWay(): number {
    return this.#invocations;
  }

  /** The last lines that the function wrote, oldest first. */
  get logs(): readonly LogLine[] {
    return this.#lines;
  }

  /**
   * Runs the function once and resolves with its reply.
   *
   * @throws FunctionError when the function fails, crashes or takes longer than its timeout
   */
  async invoke(payload: unknown): Promise<unknown> {
    const requestId = randomUUID();
    const { events, world } = this.#host;
    const traceId = createTraceId(world.clock.now());
    const functionName = this.settings.name;
    const startedAt = performance.now();
    this.#invocations++;
    events.emit('invocation', {
      phase: 'started',
      functionName,
      requestId,
      traceId,
      payload,
      time: world.clock.now(),
    });
    const reply = await this.#run({
      requestId,
      payload: JSON.stringify(payload),
      traceHeader: traceHeader(traceId),
    });
    this.#invocations--;
    const outcome =
      reply.kind === 'failed'
        ? { error: { errorType: reply.errorType, errorMessage: reply.errorMessage } }
        : { reply: JSON.parse(reply.payload) };
    events.emit('invocation', {
      phase: 'ended',
      functionName,
      requestId,
      time: world.clock.now(),
      durationMs: performance.now() - startedAt,
      ...outcome,
    });
    if (reply.kind === 'failed') throw new FunctionError(reply.errorType, reply.errorMessage);
    return outcome.reply;
  }

  /** Kills all processes of the function, busy or idle; returns their number. */
  kill(): number {
    const running = [...this.#processes].filter((process) => !process.hasEnded);
    // A process must not get another invocation while it ends.
    this.#idle.length = 0;
    for (const process of running) process.kill();
    return running.length;
  }

  /** Ends the function and resolves when its processes have ended. */
  async close(): Promise<void> {
    this.#isClosed = true;
    for (const wake of this.#waiters.splice(0)) wake();
    const ended = [...this.#processes].map((process) => process.ended);
    this.kill();
    await Promise.all(ended);
  }

  async #run(invocation: Invocation): Promise<FunctionReply> {
    while (this.#busy >= this.settings.concurrency && !this.#isClosed) {
      await new Promise<void>((resolve) => this.#waiters.push(resolve));
    }
    if (this.#isClosed)
      return { kind: 'failed', errorType: 'Runtime.ExitError', errorMessage: 'The stack is closed' };
    this.#busy++;
    try {
      const process = this.#warmProcess() ?? (await this.#startProcess());
      const reply = await process.invoke(invocation);
      if (!process.hasEnded) this.#idle.push(process);
      return reply;
    } finally {
      this.#busy--;
      this.#waiters.shift()?.();
    }
  }

  /** An idle process whose credentials last longer than the invocation; Lambda would renew them. */
  #warmProcess(): FunctionProcess | undefined {
    const until = this.#host.world.clock.now() + this.settings.timeoutSeconds * 1000;
    for (let process = this.#idle.pop(); process !== undefined; process = this.#idle.pop()) {
      if (process.hasEnded) continue;
      if (process.credentials.expiresAt > until) return process;
      process.kill();
    }
    return undefined;
  }

  async #startProcess(): Promise<FunctionProcess> {
    const { world, endpoint } = this.#host;
    const started = await FunctionProcess.start({
      settings: this.settings,
      credentials: world.iam.credentialsFor(this.settings.roleArn, this.settings.name),
      codeFolder: this.#codeFolder,
      compiledFolder: `${this.#codeFolder}.compiled`,
      endpoint,
      onLine: (stream, line, requestId) => this.#log(stream, line, requestId),
    });
    this.#processes.add(started);
    void started.ended.then(() => this.#processes.delete(started));
    if (this.#isClosed) started.kill();
    return started;
  }

  #log(stream: LogLine['stream'], line: string, requestId: string | undefined): void {
    const logged: LogLine = {
      functionName: this.settings.name,
      ...(requestId !== undefined && { requestId }),
      stream,
      line,
      time: this.#host.world.clock.now(),
    };
    this.#lines.push(logged);
    if (this.#lines.length > KEPT_LINES) this.#lines.shift();
    this.#host.events.emit('log', logged);
  }
}
