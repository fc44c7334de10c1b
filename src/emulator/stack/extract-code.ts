import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { unzipSync } from 'fflate';

/**
 * Unpacks the bundle of a function.
 *
 * @param archive path of the zip file
 * @param folder that is created and filled
 * @throws Error when the archive does not exist or contains a path outside of the folder
 */
export async function extractCode(archive: string, folder: string): Promise<void> {
  const bytes = await readFile(archive).catch((cause: unknown) => {
    throw new Error(`Cannot read the code of a function: found no file ${archive}`, { cause });
  });
  for (const [name, content] of Object.entries(unzipSync(bytes))) {
    const path = join(folder, name);
    if (!resolve(path).startsWith(resolve(folder) + sep)) {
      throw new Error(`Cannot unpack ${archive}: found ${name}, expected a path inside of the archive`);
    }
    if (name.endsWith('/')) continue;
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  }
}
