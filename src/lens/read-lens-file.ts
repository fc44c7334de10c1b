import { type LensReading, readLens } from './read-lens.ts';
import { readLensYaml } from './yaml/read-lens-yaml.ts';

/**
 * Reads a lens file by the ending of its name: `.yaml` and `.yml` as YAML, everything else as JSON.
 *
 * @param name a path or key
 * @param bytes the content of the file, of any size
 */
export function readLensFile(name: string, bytes: Uint8Array): LensReading {
  return isYaml(name) ? readLensYaml(bytes) : readLens(bytes);
}

/** Is a file of this name written in YAML? */
export function isYaml(name: string): boolean {
  return /\.ya?ml$/.test(name);
}
