import { execFile } from 'node:child_process';
import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The cost of loading a file in a separate process. */
export interface Start {
  /** User and system time, in milliseconds. */
  readonly cpuMs: number;
  /** Peak resident memory, in MB. */
  readonly memoryMb: number;
}

const SCRIPT = `
await import(process.argv[1]);
const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
// On Linux maxRSS starts with the value of the parent process; the status file counts only this process.
const { readFileSync } = await import('node:fs');
const status = process.platform === 'linux' ? readFileSync('/proc/self/status', 'utf8') : '';
const mostKb = Number(/^VmHWM:\\s+(\\d+) kB$/m.exec(status)?.[1] ?? maxRSS);
console.log(JSON.stringify({ cpuMs: (userCPUTime + systemCPUTime) / 1000, memoryMb: mostKb / 1024 }));
process.exit();
`;

/**
 * Loads every file in `runs` fresh processes, in turns, so that other load of the machine affects all files equally.
 *
 * @returns a function that returns the medians of a file
 */
export async function measureStarts(
  files: readonly string[],
  runs: number,
): Promise<(file: string) => Start> {
  const starts = new Map(files.map((file): [string, Start[]] => [file, []]));
  for (let run = 0; run < runs; run += 1) {
    for (const [file, measured] of starts) {
      measured.push(await startOnce(file));
    }
  }
  return (file) => {
    const measured = starts.get(file) ?? [];
    return {
      cpuMs: median(measured.map(({ cpuMs }) => cpuMs)),
      memoryMb: median(measured.map(({ memoryMb }) => memoryMb)),
    };
  };
}

/** @throws Error with the end of what the process printed when the file cannot be loaded */
async function startOnce(file: string): Promise<Start> {
  const argv = ['--input-type=module', '--eval', SCRIPT, pathToFileURL(file).href];
  const options = { env: { AWS_REGION: 'eu-west-1', NODE_NO_WARNINGS: '1' } };
  return await new Promise((resolve, reject) => {
    execFile(process.execPath, argv, options, (error, stdout, stderr) => {
      if (error === null) resolve(JSON.parse(stdout));
      else reject(new Error(`Load ${basename(file)}: ${stderr.trim().slice(-500)}`));
    });
  });
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}
