import type { TestProject } from 'vitest/node';
import { type PackagedBuild, packagedProject } from './packaged-project.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The project as it would be deployed; see `inject`. */
    packaged: PackagedBuild['packaged'];
    /** The folder of the build that was packaged. */
    built: string;
  }
}

/** Packages the project for all end-to-end tests of a run; the folders are gone afterwards. */
export default async function packageOnce(project: TestProject): Promise<() => Promise<void>> {
  const { packaged, built, remove } = await packagedProject();
  project.provide('packaged', packaged);
  project.provide('built', built);
  return remove;
}
