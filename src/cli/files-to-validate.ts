import { glob, readdir, readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { ConfigurationError } from '../errors.ts';
import { counted } from '../report/counted.ts';
import { type FileKind, fileKind, mayBeChecked } from './file-kind.ts';
import { nearestFileText } from './nearest-file.ts';

export interface FileToValidate {
  readonly file: string;
  /** `unknown`: a named file that is neither a lens nor a policy. */
  readonly kind: FileKind | 'unknown';
}

/** The files of the paths, without duplicates. */
export interface FilesToValidate {
  readonly files: readonly FileToValidate[];
  /** Files of folders and globs that have the ending of a lens but are neither a lens nor a policy. */
  readonly skipped: readonly string[];
}

/** The part of a large file from which its kind is determined, in bytes. */
const MOST_BYTES = 1_000_000;

/**
 * Finds the files to check: named files, folders with their subfolders, globs.
 *
 * @throws ConfigurationError when a path has no file to check
 */
export async function filesToValidate(paths: readonly string[]): Promise<FilesToValidate> {
  const found = new Map<string, FileToValidate>();
  const skipped = new Map<string, string>();
  for (const path of paths) {
    const at = await filesAt(path);
    for (const file of at.skipped) skipped.set(resolve(file), file);
    for (const one of at.files) if (!found.has(resolve(one.file))) found.set(resolve(one.file), one);
  }
  return {
    files: [...found.values()],
    skipped: [...skipped].flatMap(([address, file]) => (found.has(address) ? [] : [file])),
  };
}

async function filesAt(path: string): Promise<FilesToValidate> {
  const stats = await stat(path).catch(() => undefined);
  if (stats?.isFile())
    return { files: [{ file: path, kind: (await kindOf(path)) ?? 'unknown' }], skipped: [] };
  if (stats === undefined && !/[*?[{(]/.test(path)) {
    throw new ConfigurationError(
      `Validate ${path}: there is no such file or folder${await nearestFileText(path)}`,
    );
  }
  const candidates = stats === undefined ? await matchesOf(path) : await filesUnder(path);
  const files: FileToValidate[] = [];
  const skipped: string[] = [];
  for (const file of candidates.filter(mayBeChecked).sort()) {
    if (!(await stat(file)).isFile()) continue;
    const kind = await kindOf(file);
    if (kind === undefined) skipped.push(file);
    else files.push({ file, kind });
  }
  if (files.length > 0) return { files, skipped };
  const others = skipped.length === 0 ? '' : ` among ${counted(skipped.length, 'file')}`;
  throw new ConfigurationError(
    `Validate ${path}: there is no lens or policy${others}. Name a path with at least one`,
  );
}

async function kindOf(file: string): Promise<FileKind | undefined> {
  const bytes = await readFile(file);
  return fileKind(file, bytes.subarray(0, MOST_BYTES).toString('utf8'));
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
