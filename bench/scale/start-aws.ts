import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import * as z from 'zod/mini';
import type { LimitInput } from '../../src/emulator/limits.ts';
import type { Lapse } from './lapse.ts';
import type { Size } from './size.ts';

const PROCESS = fileURLToPath(new URL('./aws-process.ts', import.meta.url));

const tallySchema = z.record(
  z.string(),
  z.object({
    done: z.number(),
    throttled: z.number(),
    /** Milliseconds since the epoch. */
    lastDoneAt: z.number(),
  }),
);

const clockSchema = z.object({ now: z.number() });

/** The results of the WA Tool calls, by operation. */
export type Tally = z.infer<typeof tallySchema>;

export interface Aws {
  readonly url: string;
  setLimits(limits: readonly LimitInput[]): Promise<void>;
  /** Clears the recorded calls. Returns the time, in milliseconds since the epoch. */
  clearCalls(): Promise<number>;
  tally(): Promise<Tally>;
  close(): Promise<void>;
}

/** Starts the embedded AWS in a separate process, with an organization of this size. */
export async function startAws(size: Size, lapse: Lapse): Promise<Aws> {
  const child = fork(PROCESS, [JSON.stringify(size)], lapse.options());
  lapse.join(child);
  const [url] = z.tuple([z.string()]).parse((await once(child, 'message')).slice(0, 1));
  let asking: Promise<unknown> = Promise.resolve();
  return {
    url,
    async setLimits(limits) {
      await control(`${url}/_emulator/limits`, { method: 'PUT', body: JSON.stringify(limits) });
    },
    async clearCalls() {
      await control(`${url}/_emulator/calls`, { method: 'DELETE' });
      return clockSchema.parse(await control(`${url}/_emulator/clock`)).now;
    },
    tally() {
      // One request at a time, so that each reply belongs to its request.
      const answer = asking.then(async () => {
        child.send('tally');
        const [tally] = await once(child, 'message');
        return tallySchema.parse(tally);
      });
      asking = answer.catch(() => undefined);
      return answer;
    },
    async close() {
      child.disconnect();
      await once(child, 'exit');
    },
  };
}

async function control(url: string, init: RequestInit = {}): Promise<unknown> {
  const response = await fetch(url, init);
  if (!response.ok)
    throw new Error(`Cannot control the embedded AWS: found status ${response.status}, expected 200`);
  return await response.json();
}
