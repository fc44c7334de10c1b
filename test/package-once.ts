import type { TestProject } from 'vitest/node';
import { type PackagedProject, packageProject } from '../src/cli/start/package-project.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The project as it would be deployed; see `inject`. */
    packaged: Omit<PackagedProject, 'remove'>;
  }
}

/** Packages the project once for all end-to-end tests of a run; the folder is gone afterwards. */
export default async function packageOnce(project: TestProject): Promise<() => Promise<void>> {
  const { remove, ...packaged } = await packageProject();
  project.provide('packaged', packaged);
  return remove;
}
