import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { documentOf, run } from './run-lenskeeper.ts';

describe('init', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lenskeeper-init-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('writes a policy, a lens and a schema that validate finds nothing wrong with, and says what comes next', async () => {
    const target = join(folder, 'governance');

    const ended = await run(['init', target]);
    const validated = await run(['validate', target, '--json']);

    expect(ended.code).toBe(0);
    expect((await readdir(target, { recursive: true })).sort()).toEqual([
      'lenses',
      'lenses/tagging-baseline.json',
      'lenskeeper.schema.json',
      'lenskeeper.yaml',
    ]);
    expect(ended.stderr).toContain('lenskeeper plan --bucket BUCKET');
    expect(validated.code).toBe(0);
    expect(documentOf(validated).files.map(({ findings }: { findings: unknown[] }) => findings)).toEqual([
      [],
      [],
    ]);
  });

  it('never writes over a file without --force', async () => {
    const policy = join(folder, 'lenskeeper.yaml');
    await writeFile(policy, 'mine');

    const refused = await run(['init', folder, '--json']);
    const kept = await readFile(policy, 'utf8');
    const forced = await run(['init', folder, '--force']);

    expect(refused.code).toBe(2);
    expect(documentOf(refused).left).toEqual([policy]);
    expect(refused.stderr).toContain('it exists already. Add --force to overwrite it');
    expect(kept).toBe('mine');
    expect(forced.code).toBe(0);
    expect(await readFile(policy, 'utf8')).toContain('version: 1');
  });

  it.each([
    ['the folder', [], ''],
    ['the folder, even with --force', ['--force'], ''],
    ['the folder of the lenses', [], 'lenses'],
  ])('says that a file is where %s has to be', async (_what, options, name) => {
    const target = join(folder, 'governance');
    if (name !== '') await mkdir(target);
    await writeFile(join(target, name), 'mine');

    const ended = await run(['init', target, ...options]);

    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain(`${join(target, name)} is a file. Choose a folder`);
    expect(ended.stdout).not.toContain('not changed');
    expect(await readFile(join(target, name), 'utf8')).toBe('mine');
  });

  it('says that a folder is where a file has to be', async () => {
    await mkdir(join(folder, 'lenskeeper.yaml'));

    const ended = await run(['init', folder]);

    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain(`Write ${join(folder, 'lenskeeper.yaml')}: it is a folder. Move it`);
  });
});
