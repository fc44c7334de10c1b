/** Runs a task on request, one at a time and with a minimum interval. The last request is never lost. */
export function paced(everyMs: number, task: () => Promise<void>): { (): void; stop(): void } {
  let state: 'idle' | 'resting' | 'asked' | 'stopped' = 'idle';
  let timer: NodeJS.Timeout | undefined;
  const run = () => {
    state = 'resting';
    // The next change tries again.
    void task()
      .catch(() => undefined)
      .then(() => {
        if (state === 'stopped') return;
        timer = setTimeout(() => {
          if (state === 'asked') run();
          else if (state === 'resting') state = 'idle';
        }, everyMs);
      });
  };
  const ask = () => {
    if (state === 'idle') run();
    else if (state === 'resting') state = 'asked';
  };
  return Object.assign(ask, {
    stop: () => {
      state = 'stopped';
      clearTimeout(timer);
    },
  });
}
