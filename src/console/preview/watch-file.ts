import { watch } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { basename, dirname } from 'node:path';

/** Editors save in several steps; a file counts as saved when it was quiet for so long, in milliseconds. */
const QUIET_MS = 60;

/**
 * Calls `changed` whenever the file was saved, until the signal aborts. The folder is watched, not the file: many
 * editors write a new file and move it over the old one, which would end a watch of the file itself.
 *
 * @throws Error when the folder cannot be watched
 */
export async function watchFile(file: string, changed: () => void, signal: AbortSignal): Promise<void> {
  const target = await realpath(file);
  let timer: NodeJS.Timeout | undefined;
  const watcher = watch(dirname(target), { signal }, (_event, name) => {
    if (name !== null && name !== basename(target)) return;
    clearTimeout(timer);
    timer = setTimeout(changed, QUIET_MS);
  });
  // The folder itself was removed: there is nothing left to follow.
  watcher.on('error', () => watcher.close());
  signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
}
