import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const run = promisify(execFile);

/** Packs the project as `npm pack` does, from copies, so that the build of nobody else is disturbed, and unpacks it. */
async function installPacked(folder: string): Promise<string> {
  const source = join(folder, 'source');
  const { files } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
  await mkdir(source);
  await run(process.execPath, [join(ROOT, 'scripts/build.ts'), join(source, 'dist')]);
  const copied = ['package.json', 'README.md', 'LICENSE', ...files].filter(
    (name: string) => !name.startsWith('dist'),
  );
  await Promise.all(copied.map((name) => cp(join(ROOT, name), join(source, name), { recursive: true })));
  await run('npm', ['pack', '--ignore-scripts', '--offline', '--pack-destination', folder], {
    cwd: source,
    env: { ...process.env, npm_config_cache: join(folder, 'cache'), npm_config_update_notifier: 'false' },
  });
  const installed = join(folder, 'elsewhere/node_modules/lenskeeper');
  await mkdir(installed, { recursive: true });
  const { version } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
  await run('tar', [
    '-xzf',
    join(folder, `lenskeeper-${version}.tgz`),
    '-C',
    installed,
    '--strip-components=1',
  ]);
  return installed;
}

describe('the packed project, installed elsewhere', () => {
  let folder: string;
  let installed: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lenskeeper-packed-'));
    installed = await installPacked(folder);
  });
  afterAll(() => rm(folder, { recursive: true }));

  const lenskeeper = (...args: string[]) =>
    run(process.execPath, [join(installed, 'bin/lenskeeper.js'), ...args], {
      cwd: join(folder, 'elsewhere'),
      env: { PATH: process.env.PATH ?? '', HOME: folder },
    });

  it('validates its own examples, and YAML, without the sources or any package', async () => {
    await mkdir(join(folder, 'elsewhere/lenses'));
    await writeFile(join(folder, 'elsewhere/lenses/broken.yaml'), 'name: 2024\n');

    const { stdout } = await lenskeeper('validate', '--json', join(installed, 'examples'));
    const failed = lenskeeper('validate', '--json', 'lenses');

    expect(JSON.parse(stdout).files.map(({ valid }: { valid: boolean }) => valid)).toContain(true);
    await expect(failed).rejects.toMatchObject({ code: 1, stdout: expect.stringContaining('yaml-unquoted') });
  });

  it('begins a folder that it finds nothing wrong with, and completes its commands', async () => {
    await lenskeeper('init', 'begun');
    const { stdout } = await lenskeeper('validate', '--json', 'begun');
    const completed = await lenskeeper('complete', '--', 'red');

    expect(JSON.parse(stdout).files).toHaveLength(2);
    expect(completed.stdout).toMatch(/^redrive\t/);
  });

  it('knows its version', async () => {
    expect((await lenskeeper('--version')).stdout.trim()).toMatch(/^\d+\.\d+\.\d+/);
  });

  it('has what the embedded AWS starts functions with', async () => {
    await expect(readFile(join(installed, 'dist/runtime-client.mjs'), 'utf8')).resolves.toContain('runtime');
  });
});
