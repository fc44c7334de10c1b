import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { bundleFunctions } from '../scripts/bundle-functions.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of the built functions; undefined where their sources are tested. See `inject`. */
    bundles: string | undefined;
    /** The sources that something of is in each bundle, by the bundle's file. */
    bundledSources: Readonly<Record<string, readonly string[]>>;
  }
}

/** Bundles the functions once for all tests of a run that look at bundles; the folder is gone afterwards. */
export default async function bundleOnce(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'lenskeeper-bundles-'));
  const bundles = await bundleFunctions();
  for (const { file, code } of bundles) await writeFile(join(folder, file), code);
  project.provide('bundles', folder);
  project.provide('bundledSources', Object.fromEntries(bundles.map(({ file, sources }) => [file, sources])));
  return () => rm(folder, { recursive: true, force: true });
}
