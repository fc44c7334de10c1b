import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { type Clock, createClock } from '../../../src/emulator/clock.ts';
import { createWorld } from '../../../src/emulator/create-world.ts';
import { deployStack } from '../../../src/emulator/stack/deploy-stack.ts';
import type { Stack } from '../../../src/emulator/stack/stack.ts';
import type { World } from '../../../src/emulator/world.ts';

const FIXTURES = new URL('../../fixtures/stack/', import.meta.url);

export interface Template {
  // biome-ignore lint/suspicious/noExplicitAny: tests change templates at will
  Resources: Record<string, any>;
  // biome-ignore lint/suspicious/noExplicitAny: tests change templates at will
  [section: string]: any;
}

export async function readTemplate(): Promise<Template> {
  return JSON.parse(await readFile(new URL('pipeline.json', FIXTURES), 'utf8'));
}

export interface Fixture extends AsyncDisposable {
  readonly world: World;
  readonly clock: Clock;
  readonly stack: Stack;
}

export interface DeployOptions {
  readonly template?: Template;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly world?: World;
  readonly endpoint?: string;
}

/** Deploys the example pipeline in its own world; disposing the fixture removes everything. */
export async function deployPipeline({
  template,
  parameters = {},
  world,
  endpoint = 'http://127.0.0.1:9',
}: DeployOptions = {}): Promise<Fixture> {
  const codeDirectory = await mkdtemp(join(tmpdir(), 'stack-code-'));
  await mkdir(codeDirectory, { recursive: true });
  const source = await readFile(new URL('code/echo.mjs', FIXTURES));
  await writeFile(join(codeDirectory, 'echo.zip'), zipSync({ 'echo.mjs': source }));
  const clock = world?.clock ?? createClock();
  const used = world ?? createWorld({ clock });
  try {
    const stack = await deployStack(used, {
      template: template ?? (await readTemplate()),
      accountId: '777788889999',
      region: 'eu-west-1',
      stackName: 'pipeline',
      parameters,
      codeDirectory,
      endpoint,
    });
    return { world: used, clock, stack, [Symbol.asyncDispose]: () => stack.close() };
  } finally {
    await rm(codeDirectory, { recursive: true });
  }
}
