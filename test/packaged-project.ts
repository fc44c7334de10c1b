import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type PackagedProject, packageProject } from '../src/cli/start/package-project.ts';

const DIST = join(import.meta.dirname, '../dist');

/** The project as it would be deployed, and the build that went into it. */
export interface PackagedBuild {
  readonly packaged: Omit<PackagedProject, 'remove'>;
  /** A copy of `dist`, which other commands write anew. */
  readonly built: string;
  /** The sources of which something is in each bundle of a function, by the file of the bundle. */
  readonly sources: Readonly<Record<string, readonly string[]>>;
  remove(): Promise<void>;
}

let once: Promise<PackagedBuild> | undefined;

/** Builds and packages the project, once in a run for all projects of tests: it takes seconds. */
export function packagedProject(): Promise<PackagedBuild> {
  once ??= build();
  return once;
}

async function build(): Promise<PackagedBuild> {
  const { remove, ...packaged } = await packageProject();
  const built = await mkdtemp(join(tmpdir(), 'lenskeeper-built-'));
  await cp(DIST, built, { recursive: true });
  const all: Record<string, readonly string[]> = JSON.parse(
    await readFile(join(built, 'sources.json'), 'utf8'),
  );
  return {
    packaged,
    built,
    sources: Object.fromEntries(Object.entries(all).filter(([file]) => file.endsWith('.mjs'))),
    async remove() {
      await remove();
      await rm(built, { recursive: true, force: true });
    },
  };
}
