import { fileURLToPath } from 'node:url';
import { type IPty, spawn } from '@lydell/node-pty';
import xterm from '@xterm/headless';
import { inject } from 'vitest';
import type { Environment } from './run-lenskeeper.ts';

/** A command in a pseudo-terminal, with what a person sees of it. */
export interface TerminalRun {
  /** Everything that was written, with control sequences. */
  raw(): string;
  /** The lines on the screen now, with those that were scrolled away; spaces at their ends and empty last lines cut. */
  lines(): Promise<readonly string[]>;
  /** Lines that did not fit and went on in the next one. */
  overflows(): Promise<readonly string[]>;
  /** Waits until what is on the screen fits, and fails when the command ends before. */
  seen(pattern: RegExp): Promise<void>;
  type(keys: string): void;
  /** The exit code. */
  readonly ended: Promise<number>;
  kill(): void;
}

export const CTRL_C = '\u0003';

/**
 * Starts `lenskeeper …` in a terminal of so many columns.
 *
 * @param options.bin another command line than the one that ships
 */
export function runInTerminal(
  args: readonly string[],
  environment: Environment,
  {
    columns = 80,
    rows = 50,
    bin = inject('commandLine'),
  }: { readonly columns?: number; readonly rows?: number; readonly bin?: string } = {},
): TerminalRun {
  const screen = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true, scrollback: 10_000 });
  const pty: IPty = spawn(process.execPath, [bin, ...args], {
    cols: columns,
    rows,
    name: 'xterm-256color',
    env: {
      PATH: process.env.PATH ?? '',
      HOME: '/nonexistent',
      TERM: 'xterm-256color',
      AWS_EC2_METADATA_DISABLED: 'true',
      NODE_COMPILE_CACHE: fileURLToPath(new URL('../../../node_modules/.cache/compile', import.meta.url)),
      ...environment,
    },
  });
  let written = '';
  let watchers: (() => void)[] = [];
  pty.onData((text) => {
    written += text;
    screen.write(text, () => {
      for (const watcher of watchers) watcher();
    });
  });
  const ended = new Promise<number>((resolve) => {
    pty.onExit(({ exitCode }) => resolve(exitCode));
  });

  async function lines(): Promise<readonly string[]> {
    await new Promise<void>((resolve) => screen.write('', resolve));
    const buffer = screen.buffer.active;
    const texts = Array.from(
      { length: buffer.length },
      (_, index) => buffer.getLine(index)?.translateToString(true) ?? '',
    );
    while (texts.at(-1) === '') texts.pop();
    return texts;
  }

  return {
    raw: () => written,
    lines,
    async overflows() {
      const texts = await lines();
      return texts.filter((_, index) => screen.buffer.active.getLine(index)?.isWrapped === true);
    },
    async seen(pattern) {
      const isSeen = async () => pattern.test((await lines()).join('\n'));
      const over = ended.then(() => 'ended' as const);
      while (!(await isSeen())) {
        const more = new Promise<'more'>((resolve) => {
          watchers = [() => resolve('more')];
        });
        if ((await Promise.race([more, over])) === 'ended' && !(await isSeen())) {
          throw new Error(`Look for ${pattern}: found its end, wanted it on the screen: ${written}`);
        }
      }
    },
    type: (keys) => pty.write(keys),
    ended,
    kill: () => pty.kill('SIGKILL'),
  };
}
