import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as z from 'zod/mini';
import type { Lapse } from './lapse.ts';

const PROCESS = fileURLToPath(new URL('./function-process.mjs', import.meta.url));

const answerSchema = z.object({
  reply: z.optional(z.unknown()),
  error: z.optional(z.string()),
  ms: z.number(),
  peakRss: z.number(),
  peakHeap: z.number(),
});

/** The cost of an invocation: milliseconds, and peak bytes. */
export interface Invocation extends Omit<z.infer<typeof answerSchema>, 'reply' | 'error'> {
  readonly functionName: string;
}

export interface FunctionOptions {
  readonly lapse: Lapse;
  readonly name: string;
  /** Path of the bundle. */
  readonly bundle: string;
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  readonly environment: Readonly<Record<string, string>>;
  /** Path of its log file. */
  readonly logFile: string;
  readonly onInvocation: (invocation: Invocation) => void;
}

export interface FunctionEnvironment {
  /** @throws Error when the function fails, ends or takes longer than its time-out; the last also ends it */
  invoke(event: unknown, requestId?: string): Promise<unknown>;
  close(): Promise<void>;
}

/** Starts one environment of a bundled function, with the share of its memory that Lambda gives to the old generation. */
export async function startFunction(options: FunctionOptions): Promise<FunctionEnvironment> {
  const { lapse, name, bundle, memoryMb, timeoutSeconds, environment, logFile, onInvocation } = options;
  const life = lapse.options();
  const child = fork(PROCESS, [bundle], {
    execArgv: [...life.execArgv, `--max-old-space-size=${Math.floor(memoryMb * 0.9)}`],
    env: { ...environment, ...life.env },
    silent: true,
  });
  lapse.join(child);
  const log = createWriteStream(logFile, { flags: 'a' });
  child.stdout?.pipe(log);
  child.stderr?.pipe(log);
  await answerOf(child, name);
  return {
    async invoke(event, requestId = randomUUID()) {
      const timeoutMs = timeoutSeconds * 1_000;
      const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs / lapse.factor());
      try {
        child.send({ event, requestId, timeoutMs });
        const { reply, error, ...taken } = answerSchema.parse(await answerOf(child, name));
        onInvocation({ functionName: name, ...taken });
        if (error !== undefined) throw new Error(`Invoke ${name}: ${error}`);
        return reply;
      } finally {
        clearTimeout(timer);
      }
    },
    async close() {
      if (child.exitCode === null && child.signalCode === null) {
        child.disconnect();
        await once(child, 'exit');
      }
    },
  };
}

async function answerOf(child: ChildProcess, name: string): Promise<unknown> {
  const waiting = new AbortController();
  const { signal } = waiting;
  try {
    const [answer] = await Promise.race([
      once(child, 'message', { signal }),
      once(child, 'exit', { signal }).then(([code, end]) => {
        throw new Error(
          `Invoke ${name}: its process ended with ${code ?? end}, wanted a reply within its time`,
        );
      }),
    ]);
    return answer;
  } finally {
    waiting.abort();
  }
}
