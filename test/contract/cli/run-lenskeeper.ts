import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { inject } from 'vitest';

export const HUB = '777788889999';
export const REGION = 'eu-west-1';

/** The command line as it ships. */
const bin = () => inject('commandLine');

/** What a process left when it ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export type Environment = Readonly<Record<string, string>>;

/** A shell without AWS settings: nothing of the person who runs the tests leaks in. */
const BARE: Environment = {
  PATH: process.env.PATH ?? '',
  HOME: '/nonexistent',
  AWS_EC2_METADATA_DISABLED: 'true',
  // The bundle is compiled once, not in every process.
  NODE_COMPILE_CACHE: fileURLToPath(new URL('../../../node_modules/.cache/compile', import.meta.url)),
};

/** Starts `node bin/lenskeeper.js …` without a terminal; standard input is closed. */
export function startProcess(args: readonly string[], environment: Environment = {}) {
  return startCommand([process.execPath, bin(), ...args], environment);
}

function startCommand([command = '', ...args]: readonly string[], environment: Environment = {}) {
  const child = spawn(command, args, {
    env: { ...BARE, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A process group of its own, so that a test can tell whether a child of it is left.
    detached: true,
  });
  const texts = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text) => {
    texts.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    texts.stderr += text;
  });
  const ended = once(child, 'close').then(([code]): Ended => ({ code, ...texts }));
  return { child: child as ChildProcess, texts, ended };
}

/** The end of a process, which is killed when it takes longer than `ms` milliseconds. */
export async function endWithin(
  { child, texts, ended }: ReturnType<typeof startProcess>,
  ms: number,
): Promise<Ended> {
  const late = setTimeout(() => child.kill('SIGKILL'), ms);
  const end = await ended;
  clearTimeout(late);
  if (child.signalCode === 'SIGKILL') {
    throw new Error(`Wait for the end: found none in ${ms} ms, wanted one; standard error: ${texts.stderr}`);
  }
  return end;
}

/** Runs a command to its end. */
export async function run(args: readonly string[], environment: Environment = {}): Promise<Ended> {
  return await startProcess(args, environment).ended;
}

/** Runs a command in a bash that somebody pasted lines into. */
export async function runPasted(lines: readonly string[], args: readonly string[]): Promise<Ended> {
  const script = [...lines, 'exec "$0" "$@"'].join('\n');
  return await startCommand(['bash', '-c', script, process.execPath, bin(), ...args]).ended;
}

/** Standard output as the one JSON document that it has to be, on one line. */
export function documentOf({ stdout, stderr, code }: Ended) {
  const lines = stdout.split('\n');
  if (lines.length !== 2 || lines[1] !== '') {
    throw new Error(
      `Read standard output: found ${JSON.stringify(stdout)} and code ${code}, wanted one line; standard error: ${stderr}`,
    );
  }
  return JSON.parse(lines[0] ?? '');
}

/** Standard error of a command that failed has a message for a person, never the insides of the program. */
export const INSIDES = /^\s+at |node:internal|\.ts:\d+|\[object Object\]|undefined/m;

/**
 * The notices of a document, without those of accounts and lenses that are waited for: accounts of an organization that
 * has just been made have not settled.
 */
export function noticesOf(ended: Ended): readonly { readonly kind: string; readonly message: string }[] {
  const { notices } = documentOf(ended);
  return notices.filter(({ kind }: { kind: string }) => kind !== 'waiting');
}
