import { isYamlName } from './file-names.ts';
import { type LensReading, readLens } from './read-lens.ts';
import { readLensYaml } from './yaml/read-lens-yaml.ts';

/**
 * Reads a lens file by the ending of its name, in any case: `.yaml` and `.yml` as YAML, everything else as JSON.
 *
 * @param name a path or key
 * @param bytes the content of the file, of any size
 */
export function readLensFile(name: string, bytes: Uint8Array): LensReading {
  return isYamlName(name) ? readLensYaml(bytes) : readLens(bytes);
}
