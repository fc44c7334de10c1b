import { SingleBar } from 'cli-progress';

const WATCH_MS = 1_000;

/** Progress on standard error: a bar in a terminal, plain lines in a pipe. */
export interface Progress {
  step(name: string): void;
  /** Shows how much of `total` is done, until the function that it returns is called. */
  watch(name: string, total: number, done: () => Promise<number>): () => void;
  end(): void;
}

export function showProgress(): Progress {
  const startedAt = performance.now();
  const bar = new SingleBar({
    format: '{name} [{bar}] {value}/{total} in {duration_formatted}',
    stream: process.stderr,
    noTTYOutput: true,
    notTTYSchedule: 10_000,
    hideCursor: true,
    clearOnComplete: true,
  });
  let timer: NodeJS.Timeout | undefined;
  const stop = () => {
    clearInterval(timer);
    bar.stop();
  };
  return {
    step(name) {
      console.error(`${((performance.now() - startedAt) / 1_000).toFixed(0).padStart(4)} s  ${name}`);
    },
    watch(name, total, done) {
      bar.start(total, 0, { name });
      timer = setInterval(async () => bar.update(await done()), WATCH_MS);
      return stop;
    },
    end: stop,
  };
}
