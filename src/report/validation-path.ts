import { isAbsolute, relative, resolve, sep } from 'node:path';

/** The relative path of a file in a folder, with slashes; undefined when the file is not in the folder. */
export function pathFrom(folder: string, file: string): string | undefined {
  const path = relative(folder, resolve(folder, file));
  const isOutside = path === '..' || path.startsWith(`..${sep}`) || isAbsolute(path);
  return isOutside ? undefined : path.split(sep).join('/');
}
