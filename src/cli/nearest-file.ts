import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { nearest } from '../lens/nearest.ts';

/**
 * The end of a sentence about a missing path: `; the nearest is lenses/payments.json`. Empty where the folder has no
 * similar name or cannot be listed.
 */
export async function nearestFileText(path: string): Promise<string> {
  const folder = dirname(path);
  const names = await readdir(folder).catch(() => []);
  const likely = nearest(basename(path), names, names.length);
  return likely === undefined ? '' : `; the nearest is ${join(folder, likely)}`;
}
