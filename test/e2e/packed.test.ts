import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { writeNpmPackage } from '../../scripts/npm-package/write-package.ts';

const run = promisify(execFile);
const STACK = 'lenskeeper-dev';
const MOST_BYTES = 5_000_000;
const REFERENCE = `$${'{'}`;
const FRAMEWORK = 'ServerlessDeploymentBucket';

describe('the npm package, installed into an empty folder elsewhere', () => {
  let folder: string;
  let installed: string;
  let tarball: { filename: string; unpackedSize: number };
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lenskeeper-packed-'));
    await writeNpmPackage(join(folder, 'npm'), inject('packaged'), {
      stackName: STACK,
      built: inject('built'),
    });
    await mkdir(join(folder, 'elsewhere/below'), { recursive: true });
    const packed = await npm(folder, 'pack', './npm', '--json');
    [tarball] = JSON.parse(packed.stdout);
    await writeFile(join(folder, 'elsewhere/package.json'), '{}');
    await npm(
      join(folder, 'elsewhere'),
      'install',
      '--no-audit',
      '--no-fund',
      join(folder, tarball.filename),
    );
    installed = join(folder, 'elsewhere/node_modules/lenskeeper');
  }, 120_000);
  afterAll(() => rm(folder, { recursive: true }));

  const environment = () => ({ PATH: process.env.PATH ?? '', HOME: folder });
  const npm = (cwd: string, ...args: string[]) =>
    run('npm', args, {
      cwd,
      env: {
        ...environment(),
        npm_config_offline: 'true',
        npm_config_cache: join(folder, 'cache'),
        npm_config_update_notifier: 'false',
      },
    });
  /** As a person runs it, from a folder that is not the one it is installed in. */
  const lenskeeper = (args: readonly string[], more: Record<string, string> = {}) =>
    run('npx', ['--no', 'lenskeeper', ...args], {
      cwd: join(folder, 'elsewhere/below'),
      env: { ...environment(), npm_config_cache: join(folder, 'cache'), ...more },
    });

  it('is 5 MB at most and brings no other package', async () => {
    const manifest = JSON.parse(await readFile(join(installed, 'package.json'), 'utf8'));

    expect(tarball.unpackedSize).toBeLessThanOrEqual(MOST_BYTES);
    expect(Object.keys(manifest).filter((key) => /dependencies|scripts/i.test(key))).toEqual([]);
    expect((await readdir(join(installed, '..'))).filter((name) => !name.startsWith('.'))).toEqual([
      'lenskeeper',
    ]);
  });

  it('knows its version, begins a folder that it finds nothing wrong with, and completes its commands', async () => {
    const version = await lenskeeper(['--version']);
    await lenskeeper(['init', 'begun']);
    const { stdout } = await lenskeeper(['validate', '--json', 'begun']);
    const completed = await lenskeeper(['complete', '--', 'red']);

    expect(version.stdout.trim()).toMatch(/^\d+\.\d+\.\d+/);
    expect(JSON.parse(stdout).files).toHaveLength(2);
    expect(completed.stdout).toMatch(/^redrive\t/);
  });

  it('validates its own examples, and YAML', async () => {
    await mkdir(join(folder, 'elsewhere/below/lenses'), { recursive: true });
    await writeFile(join(folder, 'elsewhere/below/lenses/broken.yaml'), 'name: 2024\npillars: []\n');

    const { stdout } = await lenskeeper(['validate', '--json', join(installed, 'examples')]);
    const failed = lenskeeper(['validate', '--json', 'lenses']);

    expect(JSON.parse(stdout).files.map(({ valid }: { valid: boolean }) => valid)).toContain(true);
    await expect(failed).rejects.toMatchObject({ code: 1, stdout: expect.stringContaining('yaml-unquoted') });
  });

  it('plans against its own embedded AWS', async () => {
    const emulator = spawn(
      process.execPath,
      [join(installed, 'bin/lenskeeper.js'), 'emulator', '--port', '0', '--seed', 'examples'],
      { cwd: join(folder, 'elsewhere/below'), env: environment(), stdio: ['ignore', 'ignore', 'pipe'] },
    );
    try {
      const { stdout } = await lenskeeper(['plan', '--json', '--bucket', 'lenskeeper-examples'], {
        AWS_ENDPOINT_URL: await readyAddress(emulator.stderr),
        AWS_REGION: 'eu-west-1',
        AWS_ACCESS_KEY_ID: 'any',
        AWS_SECRET_ACCESS_KEY: 'any',
      });

      expect(stdout).toContain('"import-lens"');
    } finally {
      emulator.kill();
      await once(emulator, 'exit');
    }
  });

  it('deploys the resources that the tests run, under any name of the stack', async () => {
    const template = JSON.parse(await readFile(join(installed, 'deploy/hub.json'), 'utf8'));
    const { hubTemplate: compiled, codeDirectory } = inject('packaged');

    const { deployed, code } = apart(asDeployed(template));
    const { deployed: expected, code: uploaded } = apart(JSON.parse(JSON.stringify(compiled)));

    expect(JSON.stringify(template)).not.toContain(STACK);
    expect(deployed).toEqual(expected);
    expect(Object.keys(code)).toEqual(Object.keys(uploaded));
    for (const path of Object.values(code)) {
      const shipped = await readFile(join(installed, 'deploy', String(path)));
      const tested = await readFile(join(codeDirectory, basename(String(path))));
      expect(shipped.equals(tested), `Found other code in ${path}`).toBe(true);
    }
    expect((await stat(join(installed, 'deploy/management-account.yml'))).isFile()).toBe(true);
  });
});

interface Template {
  readonly Resources: Readonly<Record<string, { Type: string; Properties: Record<string, unknown> }>>;
  readonly Outputs: Readonly<Record<string, unknown>>;
  readonly Parameters: unknown;
  readonly Conditions: unknown;
}

/** The template with the name of the stack in its place; a `Fn::Sub` without a reference is the text itself. */
function asDeployed(template: unknown): Template {
  const text = JSON.stringify(template).replaceAll(`\${AWS::StackName}`, STACK);
  return JSON.parse(text, (_, value) => {
    const substituted = value?.['Fn::Sub'];
    return typeof substituted === 'string' && !substituted.includes(REFERENCE) ? substituted : value;
  });
}

/** What a template deploys, but for the bucket that the Serverless Framework uploads to, and the code of its functions. */
function apart({ Resources, Outputs, Parameters, Conditions }: Template) {
  const code: Record<string, unknown> = {};
  const resources = Object.entries(Resources).flatMap(([name, resource]) => {
    if (name.startsWith(FRAMEWORK)) return [];
    if (resource.Type !== 'AWS::Lambda::Function') return [[name, resource]];
    const { Code, ...Properties } = resource.Properties;
    code[name] = Code;
    return [[name, { ...resource, Properties }]];
  });
  const outputs = Object.entries(Outputs).filter(([name]) => !name.startsWith(FRAMEWORK));
  return { deployed: { resources, outputs, Parameters, Conditions }, code };
}

/** The address in the line `ready http://…` of the emulator. */
async function readyAddress(stderr: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: stderr })) {
    const address = /ready (http:\S+)/.exec(line)?.[1];
    if (address !== undefined) return address;
  }
  throw new Error('Start the emulator: found no line "ready"');
}
