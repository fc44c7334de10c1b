import { findPackageJSON } from 'node:module';
import { dirname } from 'node:path';

/** The folder of Lenskeeper's package.json, in a checkout and in an installed package. */
export function projectRoot(): string {
  const file = findPackageJSON('..', import.meta.url);
  if (file === undefined) throw new Error('Find the project: there is no package.json');
  return dirname(file);
}
