import { findPackageJSON } from 'node:module';
import { dirname } from 'node:path';

/** The folder of our package.json, from the sources in a checkout as from the bundle of an installed package. */
export function projectRoot(): string {
  const file = findPackageJSON('..', import.meta.url);
  if (file === undefined) throw new Error('Find the project: found no package.json, wanted one');
  return dirname(file);
}
