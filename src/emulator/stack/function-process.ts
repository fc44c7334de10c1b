import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import * as z from 'zod/mini';
import type { Credentials } from '../world.ts';
import { functionEnvironment } from './function-environment.ts';
import type { FunctionSettings } from './function-settings.ts';

/** The reply of a function to an event. */
export type FunctionReply =
  | { readonly kind: 'replied'; readonly payload: string }
  | { readonly kind: 'failed'; readonly errorType: string; readonly errorMessage: string };

export interface Invocation {
  readonly requestId: string;
  /** JSON text. */
  readonly payload: string;
  /** The header that Lambda gives the function, and that the function's calls repeat. */
  readonly traceHeader: string;
}

export interface ProcessOptions {
  readonly settings: FunctionSettings;
  readonly credentials: Credentials;
  readonly codeFolder: string;
  /** Folder where processes keep compiled code for each other. */
  readonly compiledFolder: string;
  readonly endpoint: string;
  /** Receives each line that the process writes, and the invocation that ran at that time. */
  readonly onLine: (stream: 'stdout' | 'stderr', line: string, requestId: string | undefined) => void;
}

interface Running extends Invocation {
  readonly finish: (reply: FunctionReply) => void;
  timer?: NodeJS.Timeout;
  isTaken: boolean;
}

const RUNTIME_CLIENT = fileURLToPath(new URL('./runtime-client.mjs', import.meta.url));
const PREFIX = '/2018-06-01/runtime';
/** Longer than the 10 seconds of Lambda, for a laptop under load. */
const INIT_TIMEOUT_MS = 60_000;

const errorReport = z.object({
  errorType: z._default(z.string(), 'Error'),
  errorMessage: z._default(z.string(), ''),
});

/** One process of a function with its own runtime interface; it runs one invocation at a time. */
export class FunctionProcess {
  readonly credentials: Credentials;
  /** Resolves when the process and the interface have ended. */
  readonly ended: Promise<void>;
  readonly #settings: FunctionSettings;
  readonly #child: ChildProcessByStdio<Writable, Readable, Readable>;
  #running: Running | undefined;
  /** The current invocation, or the last one: output is read a little later than a reply. */
  #lastRequestId: string | undefined;
  #waiting: ServerResponse | undefined;
  #failure: FunctionReply | undefined;
  #hasEnded = false;

  /** Starts the interface and the process; the handler loads in the background. */
  static async start(options: ProcessOptions): Promise<FunctionProcess> {
    const server = createServer({ keepAliveTimeout: 0 });
    server.requestTimeout = 0;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(0, '127.0.0.1', resolve);
    });
    return new FunctionProcess(options, server);
  }

  private constructor(
    { settings, credentials, codeFolder, compiledFolder, endpoint, onLine }: ProcessOptions,
    server: Server,
  ) {
    this.credentials = credentials;
    this.#settings = settings;
    server.on('request', (request, response) => void this.#answer(request, response));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    // The fraction of memory that Lambda's Node.js runtime gives to the old generation.
    const oldSpaceMb = Math.floor(settings.memoryMb * 0.9);
    const args = [`--max-old-space-size=${oldSpaceMb}`, RUNTIME_CLIENT, compiledFolder];
    this.#child = spawn(process.execPath, args, {
      cwd: codeFolder,
      env: functionEnvironment(settings, {
        credentials,
        codeFolder,
        endpoint,
        runtimeApi: `127.0.0.1:${port}`,
      }),
      stdio: ['pipe', 'pipe', 'pipe'],
      // Its own process group, so that processes that the function starts end with it.
      detached: true,
    });
    this.#child.stdin.on('error', () => undefined);
    for (const stream of ['stdout', 'stderr'] as const) {
      createInterface({ input: this.#child[stream] }).on('line', (line) => {
        onLine(stream, line, this.#lastRequestId);
      });
    }
    this.ended = new Promise((resolve) => {
      const end = (reason: string) => {
        if (this.#hasEnded) return;
        this.#hasEnded = true;
        this.#fail('Runtime.ExitError', `Error: Runtime exited with error: ${reason}`);
        server.close(() => resolve());
        server.closeAllConnections();
      };
      this.#child.once('error', (error) => end(error.message));
      // Processes that the function started end with it; otherwise they would keep the output open.
      this.#child.once('exit', () => this.kill());
      // `close` comes after the last line of output, `exit` may come before.
      this.#child.once('close', (code, signal) =>
        end(signal === null ? `exit status ${code}` : `signal: ${signal}`),
      );
    });
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /** Runs the handler; a time-out kills the process, and a failed invocation resolves like any other. */
  invoke(invocation: Invocation): Promise<FunctionReply> {
    return new Promise((resolve) => {
      const finish = (reply: FunctionReply) => {
        clearTimeout(this.#running?.timer);
        this.#running = undefined;
        // The function's output came first, and is read in this turn of the event loop.
        setImmediate(resolve, reply);
      };
      this.#running = { ...invocation, finish, isTaken: false };
      this.#lastRequestId = invocation.requestId;
      if (this.#hasEnded) {
        this.#fail('Runtime.ExitError', 'Error: Runtime exited before the invocation');
        return;
      }
      this.#limit(INIT_TIMEOUT_MS, 'Runtime.InitTimeout');
      this.#handOver();
    });
  }

  /** Ends the process and all processes that it started, at once. */
  kill(): void {
    const { pid } = this.#child;
    if (pid === undefined || this.#hasEnded) return;
    try {
      process.kill(-pid, 'SIGKILL');
    } catch {
      // The process group has ended already; `close` follows.
    }
  }

  #limit(milliseconds: number, errorType: string): void {
    const running = this.#running;
    if (running === undefined) return;
    clearTimeout(running.timer);
    running.timer = setTimeout(() => {
      this.#fail(errorType, `Error: Task timed out after ${(milliseconds / 1000).toFixed(2)} seconds`);
      this.kill();
    }, milliseconds);
  }

  #fail(errorType: string, message: string): void {
    const running = this.#running;
    if (running === undefined) return;
    const errorMessage = `RequestId: ${running.requestId} ${message}`;
    running.finish(this.#failure ?? { kind: 'failed', errorType, errorMessage });
  }

  /** Sends the invocation to the process as soon as both are ready. */
  #handOver(): void {
    const [running, response] = [this.#running, this.#waiting];
    if (running === undefined || running.isTaken || response === undefined) return;
    this.#waiting = undefined;
    running.isTaken = true;
    const timeoutMs = this.#settings.timeoutSeconds * 1000;
    this.#limit(timeoutMs, 'Sandbox.Timedout');
    response.writeHead(200, {
      'content-type': 'application/json',
      'lambda-runtime-aws-request-id': running.requestId,
      // Functions use real time.
      'lambda-runtime-deadline-ms': String(Date.now() + timeoutMs),
      'lambda-runtime-invoked-function-arn': this.#settings.arn,
      'lambda-runtime-trace-id': running.traceHeader,
    });
    response.end(running.payload);
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '';
    if (request.method === 'GET' && path === `${PREFIX}/invocation/next`) {
      this.#waiting = response;
      this.#handOver();
      return;
    }
    const body = await textOf(request).catch(() => undefined);
    if (body === undefined) return;
    // Answered first, so that the process requests its next invocation while the reply is processed.
    response.writeHead(202).end();
    if (path === `${PREFIX}/init/error`) {
      this.#failure = parseError(body);
      return;
    }
    const [, id, kind] = /\/invocation\/([^/]+)\/(response|error)$/.exec(path) ?? [];
    if (this.#running === undefined || this.#running.requestId !== id) return;
    this.#running.finish(kind === 'response' ? { kind: 'replied', payload: body } : parseError(body));
  }
}

function parseError(body: string): FunctionReply {
  const parsed = errorReport.safeParse(JSON.parse(body));
  return { kind: 'failed', ...(parsed.success ? parsed.data : { errorType: 'Error', errorMessage: body }) };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
