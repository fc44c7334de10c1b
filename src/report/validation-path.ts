import { isAbsolute, relative, resolve, sep } from 'node:path';

/** A file's path from a folder, with slashes; nothing when the file does not lie in it. */
export function pathFrom(folder: string, file: string): string | undefined {
  const path = relative(folder, resolve(folder, file));
  const isOutside = path === '..' || path.startsWith(`..${sep}`) || isAbsolute(path);
  return isOutside ? undefined : path.split(sep).join('/');
}
