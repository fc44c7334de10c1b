import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { bundle } from '../scripts/bundle.ts';

const ROOT = join(import.meta.dirname, '..');

declare module 'vitest' {
  interface ProvidedContext {
    /** Path of `bin/lenskeeper.js` beside the bundle of the command line, laid out as in an installed package. */
    commandLine: string;
  }
}

let once: Promise<string> | undefined;

/**
 * Bundles the command line once in a run for all tests that run it: what ships is tested, and a bundle starts in a third
 * of the time of the sources. The folder is gone afterwards.
 */
export default async function bundleOnce(project: TestProject): Promise<() => Promise<void>> {
  once ??= layOut();
  const folder = await once;
  project.provide('commandLine', join(folder, 'bin/lenskeeper.js'));
  return () => rm(folder, { recursive: true, force: true });
}

async function layOut(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'lenskeeper-command-line-'));
  await mkdir(join(folder, 'dist'));
  const { code } = await bundle('src/cli/main.ts');
  await Promise.all([
    writeFile(join(folder, 'dist/cli.js'), code),
    cp(join(ROOT, 'src/emulator/stack/runtime-client.mjs'), join(folder, 'dist/runtime-client.mjs')),
    ...['bin', 'examples', 'package.json'].map((name) =>
      cp(join(ROOT, name), join(folder, name), { recursive: true }),
    ),
  ]);
  return folder;
}
