import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createNarrator } from '../../../src/cli/start/narrator.ts';
import type { Stage } from '../../../src/cli/start/stage.ts';
import { watchFolder } from '../../../src/cli/start/watch-folder.ts';

const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('watchFolder', () => {
  let folder: string;
  let ended: AbortController;
  let watching: Promise<void>;
  let lines: string[];
  let bucket: Map<string, string>;
  let refused: string | undefined;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lenskeeper-watch-'));
    await writeFile(join(folder, 'a.json'), 'one');
    ended = new AbortController();
    lines = [];
    refused = undefined;
    bucket = new Map([['lenses/a.json', 'one']]);
    const stage = {
      narrator: createNarrator((line) => lines.push(line)),
      put: async (key: string, bytes: Uint8Array) => {
        if (key === refused) throw new Error(`Put ${key}: refused`);
        bucket.set(key, Buffer.from(bytes).toString());
      },
      remove: async (key: string) => {
        bucket.delete(key);
      },
      settled: async () => {},
      lenses: async () => [],
    } satisfies Partial<Stage> as unknown as Stage;
    watching = watchFolder(stage, folder, new Map([['lenses/a.json', base64('one')]]), ended.signal);
  });
  afterEach(async () => {
    ended.abort();
    await watching;
    await rm(folder, { recursive: true });
  });

  const told = (pattern: RegExp) =>
    vi.waitFor(() => expect(lines.join('\n')).toMatch(pattern), { timeout: 5_000, interval: 20 });

  it('uploads a new file and a changed one, unchanged, and leaves the others', async () => {
    await writeFile(join(folder, 'b.json'), 'new');
    await writeFile(join(folder, 'notes.txt'), 'not a lens');
    await told(/Uploaded lenses\/b\.json/);
    expect(bucket).toEqual(
      new Map([
        ['lenses/a.json', 'one'],
        ['lenses/b.json', 'new'],
      ]),
    );
    expect(lines.join('\n')).not.toContain('lenses/a.json');

    await writeFile(join(folder, 'a.json'), 'two');
    await told(/Uploaded lenses\/a\.json/);
    expect(bucket.get('lenses/a.json')).toBe('two');
  });

  it('deletes what is gone from the folder', async () => {
    await rm(join(folder, 'a.json'));

    await told(/Deleted lenses\/a\.json/);
    expect(bucket.size).toBe(0);
  });

  it('uploads a file again that could not be uploaded at first', async () => {
    refused = 'lenses/b.json';
    await writeFile(join(folder, 'b.json'), 'new');
    await told(/✗ Put lenses\/b\.json: refused/);

    refused = undefined;
    await writeFile(join(folder, 'c.json'), 'another');
    await told(/Uploaded lenses\/c\.json/);

    expect(bucket.get('lenses/b.json')).toBe('new');
  });
});
