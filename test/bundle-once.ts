import type { TestProject } from 'vitest/node';
import { packagedProject } from './packaged-project.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of the built functions; undefined where their sources are tested. See `inject`. */
    bundles: string | undefined;
    /** The sources that something of is in each bundle, by the bundle's file. */
    bundledSources: Readonly<Record<string, readonly string[]>>;
  }
}

/** Provides the bundles of the functions, as they are packaged; the folder is gone afterwards. */
export default async function bundleOnce(project: TestProject): Promise<() => Promise<void>> {
  const { built, sources, remove } = await packagedProject();
  project.provide('bundles', built);
  project.provide('bundledSources', sources);
  return remove;
}
