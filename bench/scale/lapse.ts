import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const PRELOAD = fileURLToPath(new URL('./time-lapse.mjs', import.meta.url));

/** How much faster than real time the processes of the bench live. */
export interface Lapse {
  /** Seconds of theirs in one second. */
  factor(): number;
  /** From now on time passes so fast, for those that joined as for those to come. */
  change(factor: number): void;
  /** What makes a process live in the lapse. */
  options(): { readonly execArgv: string[]; readonly env: Record<string, string> };
  /** A process that was started with the options. */
  join(child: ChildProcess): void;
}

export function createLapse(initialFactor: number): Lapse {
  const children = new Set<ChildProcess>();
  // At `anchor`, in real time, it is `base`; both in milliseconds since the epoch.
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
