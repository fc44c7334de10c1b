import { watch } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { basename, dirname } from 'node:path';

/** Editors save in several steps. A file is saved when it did not change for this time, in milliseconds. */
const QUIET_MS = 60;

/**
 * Calls `changed` whenever the file is saved, until the signal aborts. It watches the folder, because many editors write
 * a new file and move it over the old one, which would end a watch of the file.
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
  // The folder was removed, so the watch ends.
  watcher.on('error', () => watcher.close());
  signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
}
