import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { INSIDES, run } from './run-lenskeeper.ts';

/** What is said on standard error, with the exit code; standard output stays empty, and nobody sees a stack trace. */
async function failureOf(args: readonly string[]) {
  const { code, stdout, stderr } = await run(args);
  expect(stdout).toBe('');
  expect(stderr).not.toMatch(INSIDES);
  return { code, stderr };
}

describe.concurrent('wrong usage', () => {
  it.each([
    { args: ['plam'], says: /unknown command 'plam'\n\(Did you mean plan\?\)/ },
    { args: ['plan', '--jsn'], says: /unknown option '--jsn'\n\(Did you mean --json\?\)/ },
    { args: ['redriv'], says: /\(Did you mean redrive\?\)/ },
    { args: ['status', '--wacth'], says: /\(Did you mean --watch\?\)/ },
    {
      args: ['status', '--watch', '0'],
      says: /'0' is invalid. It must be a number of seconds from 1 to 3600/,
    },
    {
      args: ['plan', '--json', '--markdown'],
      says: /Plan: --json and --markdown were both given. Use only one of them/,
    },
    { args: ['plan', '--bucket'], says: /'--bucket <name>' argument missing/ },
    {
      args: ['plan', '--region', 'Ireland'],
      says: /'Ireland' is invalid. It must be a Region, such as eu-west-1/,
    },
    { args: ['validate'], says: /missing required argument 'path'/ },
    { args: ['emulator', '--port', '65536'], says: /'65536' is invalid. It must be a port from 0 to 65535/ },
    { args: ['emulator', '--seed', 'all'], says: /'all' is invalid. It must be examples/ },
  ])('is told in one sentence, with exit code 2: $args', async ({ args, says }) => {
    const { code, stderr } = await failureOf(args);

    expect(stderr).toMatch(says);
    expect(code).toBe(2);
  });

  it('shows the commands to somebody who names none, with exit code 2', async () => {
    const { code, stderr } = await failureOf([]);

    expect(stderr).toMatch(/^ {2}plan .*^ {2}apply .*^ {2}status .*^ {2}validate .*^ {2}emulator /ms);
    expect(code).toBe(2);
  });
});

describe.concurrent('help and version', () => {
  it('print on standard output, with exit code 0', async () => {
    const [help, version] = await Promise.all([run(['plan', '--help']), run(['--version'])]);
    const manifest = await readFile(new URL('../../../package.json', import.meta.url), 'utf8');

    expect(help).toMatchObject({ code: 0, stderr: '' });
    expect(help.stdout).toContain('--detailed-exitcode');
    expect(version).toEqual({ code: 0, stdout: `${JSON.parse(manifest).version}\n`, stderr: '' });
  });
});
