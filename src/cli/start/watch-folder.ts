import { watch } from 'node:fs';
import { readLensFiles } from './material.ts';
import type { Stage } from './stage.ts';

/** Editors save in several steps. A file is saved when it did not change for this time, in milliseconds. */
const QUIET_MS = 200;

/**
 * Applies changes of a folder as uploads and deletions until the signal aborts.
 *
 * @param uploaded the current contents of the bucket, text by key
 */
export async function watchFolder(
  stage: Stage,
  folder: string,
  uploaded: Map<string, string>,
  signal: AbortSignal,
): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  let busy: Promise<void> = Promise.resolve();
  const watcher = watch(folder, { signal }, () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      busy = busy.then(synchronise).catch((error: Error) => stage.narrator.fail(error.message));
    }, QUIET_MS);
  });
  watcher.on('error', (error) => stage.narrator.fail(`Watch ${folder}: ${error.message}`));
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  clearTimeout(timer);
  await busy;

  async function synchronise(): Promise<void> {
    const files = await readLensFiles(folder);
    const present = new Set(files.map(({ key }) => key));
    for (const { key, bytes } of files) {
      const text = Buffer.from(bytes).toString('base64');
      if (uploaded.get(key) === text) continue;
      await stage.put(key, bytes);
      uploaded.set(key, text);
      stage.narrator.say(`Uploaded ${key}`);
    }
    for (const key of [...uploaded.keys()].filter((known) => !present.has(known))) {
      await stage.remove(key);
      uploaded.delete(key);
      stage.narrator.say(`Deleted ${key}`);
    }
    await stage.settled();
    for (const lens of await stage.lenses()) {
      stage.narrator.say(`${lens.key} is at ${lens.version}, shared with ${lens.shares.size}`);
    }
  }
}
