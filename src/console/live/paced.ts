/** Runs a task when asked, one at a time and at most so often; the last request is never lost. */
export function paced(everyMs: number, task: () => Promise<void>): { (): void; stop(): void } {
  let state: 'idle' | 'resting' | 'asked' | 'stopped' = 'idle';
  let timer: NodeJS.Timeout | undefined;
  const run = () => {
    state = 'resting';
    // What cannot be shown now is shown at the next change.
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
