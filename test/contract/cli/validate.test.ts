import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BROKEN_LENS } from '../../../src/cli/start/material.ts';
import { digestOf } from '../../../src/lens/digest-of.ts';
import { aLens } from '../../unit/lens/lens-builders.ts';
import { documentOf, INSIDES, run, startProcess } from './run-lenskeeper.ts';

const POLICY = 'version: 1\nmode: report\nregions: [eu-west-1]\n';

describe.concurrent('validate', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lenskeeper-validate-'));
    const files = {
      'good/lenskeeper.yaml': POLICY,
      'good/lenses/sign-in.json': JSON.stringify(aLens()),
      'good/lenses/payments/sign-in.json': JSON.stringify(aLens({ name: 'Another' })),
      'good/lenskeeper.schema.json': '{"type":"object"}',
      'good/notes.md': 'Not a lens',
      'mixed/good.json': JSON.stringify(aLens()),
      'mixed/broken.json': BROKEN_LENS,
      'bad-policy/lenskeeper.yaml': `${POLICY}shares: { with: every-ou }\n`,
      'other-yaml/pipeline.yml': 'steps: []\n',
      'other-yaml/lens.json': JSON.stringify(aLens()),
      'odd-folder/lenses.json/a.json': JSON.stringify(aLens()),
    };
    await mkdir(join(folder, 'empty'));
    for (const [name, text] of Object.entries(files)) {
      await mkdir(join(folder, name, '..'), { recursive: true });
      await writeFile(join(folder, name), text);
    }
  });
  afterAll(() => rm(folder, { recursive: true }));

  const at = (name: string) => join(folder, name);

  it('checks a folder with the folders in it: lenses and the policy, nothing else', async () => {
    const ended = await run(['validate', '--json', at('good')]);

    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect(documentOf(ended)).toEqual({
      files: [
        {
          file: at('good/lenses/payments/sign-in.json'),
          valid: true,
          digest: digestOf(aLens({ name: 'Another' })),
          findings: [],
        },
        { file: at('good/lenses/sign-in.json'), valid: true, digest: digestOf(aLens()), findings: [] },
        {
          file: at('good/lenskeeper.yaml'),
          valid: true,
          digest: expect.stringMatching(/^[0-9a-f]{64}$/),
          findings: [],
        },
      ],
      skipped: [
        { file: at('good/lenskeeper.schema.json'), reason: expect.stringContaining('neither a lens') },
      ],
    });
  });

  it('shows every finding of a broken lens with its place, and fails', async () => {
    const ended = await run(['validate', at('mixed')]);

    expect(ended).toMatchObject({ code: 1, stderr: expect.stringMatching(/^Next: .*lenskeeper validate /) });
    expect(ended.stdout).toMatch(/broken\.json:12:\d+ error .*\[[\w-]+\]$/m);
    expect(ended.stdout).toMatch(/broken\.json:16:\d+ error .*\[[\w-]+\]$/m);
    expect(ended.stdout).toMatch(/^1 of 2 files\b.*\bvalid$/m);
  });

  it('prints one JSON document also when a lens is broken', async () => {
    const ended = await run(['validate', '--json', at('mixed/broken.json'), at('mixed/good.json')]);

    const { files } = documentOf(ended);
    expect(ended.code).toBe(1);
    expect(files.map(({ file, valid }: { file: string; valid: boolean }) => [file, valid])).toEqual([
      [at('mixed/broken.json'), false],
      [at('mixed/good.json'), true],
    ]);
    expect(files[0].findings[0]).toEqual({
      rule: expect.any(String),
      severity: expect.stringMatching(/^(error|warning)$/),
      message: expect.any(String),
      mend: expect.any(String),
      path: expect.stringMatching(/^\$/),
      line: expect.any(Number),
      column: expect.any(Number),
    });
  });

  it('names line, column and the nearest key of a mistake in the policy', async () => {
    const ended = await run(['validate', at('bad-policy/lenskeeper.yaml')]);

    expect(ended.code).toBe(1);
    expect(ended.stdout).toMatch(/lenskeeper\.yaml:4:1 error .*shares/);
    expect(ended.stdout).toMatch(/\bshare\b/);
  });

  it('leaves YAML files alone that are not the policy', async () => {
    const { files } = documentOf(await run(['validate', '--json', at('other-yaml')]));

    expect(files.map(({ file }: { file: string }) => file)).toEqual([at('other-yaml/lens.json')]);
  });

  it('goes into a folder whose name ends like a lens', async () => {
    const ended = await run(['validate', '--json', at('odd-folder')]);

    expect(ended.stderr).toBe('');
    expect(documentOf(ended).files).toHaveLength(1);
  });

  it('names a path that is not there, with exit code 2', async () => {
    const ended = await run(['validate', '--json', at('good'), at('nowhere')]);

    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toContain(`lenskeeper: Validate ${at('nowhere')}: there is no such file or folder`);
    expect(ended.stderr).not.toMatch(INSIDES);
  });

  it('says that a folder holds nothing to check, with exit code 2: a check that looks at nothing is no check', async () => {
    const ended = await run(['validate', at('empty')]);

    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toMatch(/^lenskeeper: Validate .*empty: there is no lens/m);
  });

  it('ends quietly when nobody reads what it prints, as with `| head`', async () => {
    const started = startProcess(['validate', '--json', at('good')]);
    started.child.stdout?.destroy();

    expect((await started.ended).stderr).toBe('');
  });
});
