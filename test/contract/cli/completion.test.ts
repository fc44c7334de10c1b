import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { spawn as spawnInTerminal } from '@lydell/node-pty';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { run } from './run-lenskeeper.ts';

const BIN = inject('commandLine');

/** What a shell is offered for the last word. */
async function offered(...words: readonly string[]): Promise<readonly string[]> {
  const { code, stdout } = await run(['complete', '--', ...words]);
  expect(code).toBe(0);
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\t')[0] ?? '');
}

describe.concurrent('completion', () => {
  it.each(['bash', 'zsh', 'fish'])('prints a script for %s that evaluates nothing', async (shell) => {
    const { code, stdout } = await run(['completion', shell]);

    expect(code).toBe(0);
    expect(stdout).toContain('lenskeeper complete --');
    expect(stdout).not.toMatch(/\beval\b|compgen|\$\{?words\[@\]/);
  });

  it('offers commands with what they do, options and their values', async () => {
    const { stdout } = await run(['complete', '--', 'red']);

    expect(stdout).toBe('redrive\tlist dead letters with their reasons, or return them\n');
    expect(await offered('help', 'va')).toEqual(['validate']);
    expect(await offered('plan', '--ma')).toEqual(['--markdown']);
    expect(await offered('plan', '--he')).toEqual(['--help']);
    expect(await offered('status', '--st')).toEqual(['--stack']);
    expect(await offered('redrive', '--pro')).toEqual(['--profile']);
    expect(await offered('diff', '--reg')).toEqual(['--region']);
    expect(await offered('validate', '--fo')).toEqual(['--format']);
    expect(await offered('--quiet', 'validate', '--format', '')).toEqual(['text', 'json', 'github', 'sarif']);
    expect(await offered('validate', '--format=s')).toEqual(['--format=sarif']);
    expect(await offered('validate', '--format', '=', 's')).toEqual(['sarif']);
    expect(await offered('validate', '--format', '=')).toEqual(['text', 'json', 'github', 'sarif']);
    expect(await offered('completion', '')).toEqual(['bash', 'zsh', 'fish']);
    expect(await offered('redrive', '')).toEqual(expect.arrayContaining(['--all', '--message', '--quiet']));
    expect(await offered('')).not.toContain('complete');
  });

  it.each([
    ['a file', ['validate', '']],
    ['the file of an option', ['plan', '--out', '']],
    ['a command that does not exist', ['nothing', '']],
    ['a second file after one with a colon, which bash cuts', ['diff', 's3', ':', '//bucket/a.json', '']],
    ['what comes after --', ['validate', '--', '--fo']],
  ])('leaves %s to the shell', async (_what, words) => {
    expect(await offered(...words)).toEqual([]);
  });

  it('refuses a shell that it does not know', async () => {
    expect(await run(['completion', 'csh'])).toMatchObject({ code: 2, stdout: '' });
  });
});

describe('completion in a bash', () => {
  let folder: string;
  let work: string;
  let env: Record<string, string>;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lenskeeper-completion-'));
    work = join(folder, 'work');
    await mkdir(join(folder, 'bin'));
    await mkdir(work);
    await symlink(BIN, join(folder, 'bin', 'lenskeeper'));
    await writeFile(join(folder, 'script'), (await run(['completion', 'bash'])).stdout);
    const path = [join(folder, 'bin'), dirname(process.execPath), process.env.PATH ?? ''];
    env = { PATH: path.join(delimiter), HOME: folder, TERM: 'dumb', PS1: '> ' };
  });
  afterEach(() => rm(folder, { recursive: true }));

  /** What bash fills in when TAB is pressed after these words; the script is sourced twice first. */
  async function reply(...words: readonly string[]): Promise<readonly string[]> {
    const program = `. ../script; . ../script; COMP_WORDS=(lenskeeper "$@"); COMP_CWORD=$#; set -eu
      _lenskeeper; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const bash = spawn('bash', ['--norc', '-c', program, 'bash', ...words], { cwd: work, env });
    const [out, error] = await Promise.all([text(bash.stdout), text(bash.stderr)]);
    expect(error).toBe('');
    return out.split('\n').filter((line) => line !== '');
  }

  it('fills in what the program offers', async () => {
    expect(await reply('red')).toEqual(['redrive']);
    expect(await reply('validate', '--format', '')).toEqual(['text', 'json', 'github', 'sarif']);
    expect(await reply('plan', '--json', '--detailed')).toEqual(['--detailed-exitcode']);
  });

  it.each([['$(touch pwned)'], ['`touch pwned`'], ['"; touch pwned; "'], ['--format=$(touch pwned)']])(
    'runs nothing of the word %s',
    async (word) => {
      await writeFile(join(work, '$(touch pwned)'), '');

      expect(await reply('validate', word)).toEqual([]);
      expect(await reply('validate', word, '')).toEqual([]);

      expect(await readdir(work)).toEqual(['$(touch pwned)']);
    },
  );

  it('quotes the name of a file, and runs nothing of it when TAB is pressed', async () => {
    await writeFile(join(work, '$(touch x)'), '');
    const bash = spawnInTerminal('bash', ['--norc', '--noprofile', '-i'], { cwd: work, env, cols: 200 });
    let seen = '';
    bash.onData((more) => {
      seen += more;
    });
    const until = (wanted: string) => expect.poll(() => seen, { timeout: 20_000 }).toContain(wanted);
    try {
      bash.write('bind "set enable-bracketed-paste off"; . ../script; echo rea""dy\r');
      await until('ready');

      bash.write('lenskeeper validate \t');
      await until('\\$\\(touch\\ x\\)');
      bash.write('\u0015lenskeeper validate $(touch y) --format sar\t');
      await until('--format sarif ');
      bash.write('\u0015lenskeeper validate $(touch z)\t');
      bash.write('\u0015echo do""ne\r');
      await until('done');
    } finally {
      bash.kill();
    }

    expect(await readdir(work)).toEqual(['$(touch x)']);
  });
});
