import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const PRELOAD = fileURLToPath(new URL('./time-lapse.mjs', import.meta.url));

/** The speed of time in the processes of the bench, relative to real time. */
export interface Lapse {
  /** Seconds in the processes per real second. */
  factor(): number;
  /** Changes the speed of time for all processes, current and future. */
  change(factor: number): void;
  /** Options that start a process in the time-lapse. */
  options(): { readonly execArgv: string[]; readonly env: Record<string, string> };
  /** Registers a process that was started with the options. */
  join(child: ChildProcess): void;
}

export function createLapse(initialFactor: number): Lapse {
  const children = new Set<ChildProcess>();
  // At the real time `anchor` the accelerated time is `base`; both in milliseconds since the epoch.
  let state = { factor: initialFactor, anchor: Date.now(), base: Date.now() };
  return {
    factor: () => state.factor,
    change(factor) {
      const anchor = Date.now();
      state = { factor, anchor, base: state.base + (anchor - state.anchor) * state.factor };
      for (const child of children) child.send({ lapse: state });
    },
    options: () => ({ execArgv: ['--import', PRELOAD], env: { TIME_LAPSE: JSON.stringify(state) } }),
    join(child) {
      children.add(child);
      child.once('disconnect', () => children.delete(child));
    },
  };
}
