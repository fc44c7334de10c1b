import { printable } from '../../report/printable.ts';

/** Prints one sentence per line, with the time since the start. */
export interface Narrator {
  heading(text: string): void;
  say(text: string): void;
  /** Prints a line without changes, to be copied. */
  line(text: string): void;
  /** Prints a failure; the run then ends with exit code 1. */
  fail(text: string): void;
  readonly failures: readonly string[];
  /** Seconds since the start. */
  seconds(): number;
}

/** @param write receives one line without its line break */
export function createNarrator(write: (line: string) => void): Narrator {
  const startedAt = performance.now();
  const failures: string[] = [];
  const seconds = () => (performance.now() - startedAt) / 1_000;
  const line = (mark: string, text: string) =>
    write(`${seconds().toFixed(1).padStart(6)} s ${mark} ${printable(text)}`);
  return {
    heading(text) {
      write('');
      write(text);
    },
    say: (text) => line(' ', text),
    line: (text) => write(printable(text)),
    fail(text) {
      failures.push(text);
      line('✗', text);
    },
    failures,
    seconds,
  };
}
