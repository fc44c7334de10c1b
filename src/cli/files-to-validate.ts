import { glob, readdir, readFile, stat } from 'node:fs/promises';
import { basename, join, resolve, sep } from 'node:path';
import { ConfigurationError } from '../errors.ts';
import { isLensName, isPolicyName, isSidecarName, isYamlName } from '../lens/file-names.ts';

/** What a file is checked as. */
type FileKind = 'lens' | 'policy' | 'sidecar';

export interface FileToValidate {
  readonly file: string;
  readonly kind: FileKind;
}

/** What the paths stand for, without duplicates, and what in their folders was left alone. */
export interface FilesToValidate {
  readonly files: readonly FileToValidate[];
  readonly leftAlone: readonly string[];
}

/**
 * Finds what to check: files as they are named, folders with the folders in them, globs.
 *
 * @throws ConfigurationError when a path stands for nothing: a check that looks at nothing is no check
 */
export async function filesToValidate(paths: readonly string[]): Promise<FilesToValidate> {
  const found = new Map<string, FileToValidate>();
  const leftAlone: string[] = [];
  for (const path of paths) {
    const files = await filesAt(path);
    for (const file of files.leftAlone) leftAlone.push(file);
    for (const one of files.files) if (!found.has(resolve(one.file))) found.set(resolve(one.file), one);
  }
  return { files: [...found.values()], leftAlone };
}

async function filesAt(path: string): Promise<FilesToValidate> {
  const stats = await stat(path).catch(() => undefined);
  if (stats?.isFile())
    return { files: [{ file: path, kind: kindOf(basename(path)) ?? 'lens' }], leftAlone: [] };
  if (stats === undefined && !/[*?[{(]/.test(path)) {
    throw new ConfigurationError(`Validate ${path}: found nothing there, wanted a file or folder`);
  }
  const candidates = stats === undefined ? await matchesOf(path) : await filesUnder(path);
  const files: FileToValidate[] = [];
  const leftAlone: string[] = [];
  for (const file of candidates.sort()) {
    const kind = kindOf(basename(file));
    if (kind === undefined || !(await stat(file)).isFile()) continue;
    if (kind === 'lens' && !(await mayBeLens(file))) leftAlone.push(file);
    else files.push({ file, kind });
  }
  if (files.length > 0) return { files, leftAlone };
  throw new ConfigurationError(`Validate ${path}: found no lens or policy, wanted at least one`);
}

async function matchesOf(pattern: string): Promise<string[]> {
  const matches: string[] = [];
  for await (const match of glob(pattern)) matches.push(match);
  return matches;
}

/** Neither packages nor hidden folders, such as `.git`, hold lenses. */
async function filesUnder(folder: string): Promise<string[]> {
  const files: string[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isFile()) files.push(path);
    else if (entry.isDirectory() && entry.name !== 'node_modules' && !entry.name.startsWith('.')) {
      files.push(...(await filesUnder(path)));
    }
  }
  return files;
}

function kindOf(name: string): FileKind | undefined {
  if (isPolicyName(name)) return 'policy';
  if (isSidecarName(name)) return 'sidecar';
  return isLensName(name) && !/\.schema\.json$/i.test(name) ? 'lens' : undefined;
}

/**
 * Pipelines and other YAML may lie beside lenses. In a folder `lenses`, as in the bucket, every YAML file is a lens;
 * elsewhere it has to look like one.
 */
async function mayBeLens(file: string): Promise<boolean> {
  if (!isYamlName(file) || resolve(file).split(sep).slice(0, -1).includes('lenses')) return true;
  return /\b(?:schemaVersion|pillars)\b/.test(await readFile(file, 'utf8'));
}
