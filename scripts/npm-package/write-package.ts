import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PackagedProject } from '../../src/cli/start/package-project.ts';
import { FUNCTIONS, hubTemplate } from './hub-template.ts';

const ROOT = join(import.meta.dirname, '../..');
/** Files of the build that the package contains. */
const BUILT = ['cli.js', 'runtime-client.mjs'];
/** Files and folders that are copied unchanged. */
const COPIED = ['bin', 'examples', 'deploy', 'README.md', 'CHANGELOG.md', 'LICENSE'];
/**
 * Members of the project's manifest that apply to the package; it has no dependencies, because the bundle contains
 * them.
 */
const KEPT = ['name', 'version', 'description', 'license', 'type', 'engines', 'bin'];

/**
 * Writes the npm package into a folder: the command line in one file, without dependencies, and the files for a
 * deployment without the project: the templates, and the zip files of the functions. The earlier contents of the folder
 * are deleted.
 *
 * @param packaged the project as the Serverless Framework packaged it
 * @param options.stackName the name of the stack that it was packaged for
 * @param options.built the folder of the build that was packaged
 */
export async function writeNpmPackage(
  folder: string,
  { hubTemplate: compiled, codeDirectory }: Omit<PackagedProject, 'remove'>,
  { stackName, built }: { readonly stackName: string; readonly built: string },
): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(join(folder, 'deploy', FUNCTIONS), { recursive: true });
  await mkdir(join(folder, 'dist'));
  await Promise.all(BUILT.map((name) => cp(join(built, name), join(folder, 'dist', name))));

  await Promise.all(COPIED.map((name) => cp(join(ROOT, name), join(folder, name), { recursive: true })));
  const archives = (await readdir(codeDirectory)).filter((name) => name.endsWith('.zip'));
  await Promise.all(
    archives.map((name) => cp(join(codeDirectory, name), join(folder, 'deploy', FUNCTIONS, name))),
  );
  const template = hubTemplate(compiled, stackName);
  await writeFile(join(folder, 'deploy/hub.json'), JSON.stringify(template, undefined, 1));
  const manifest = Object.entries(JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')));
  const kept = Object.fromEntries(manifest.filter(([key]) => KEPT.includes(key)));
  await writeFile(join(folder, 'package.json'), `${JSON.stringify(kept, undefined, 2)}\n`);
}
