import { renameSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { preview } from '../../../src/cli/commands/preview.ts';
import { aLens, lensFile } from './lens-file.ts';

/** A terminal that keeps what is written and tells when the first result comes. */
function aTerminal() {
  const { promise: address, resolve } = Promise.withResolvers<string>();
  const logged: string[] = [];
  return { result: resolve, log: (line: string) => logged.push(line), address, logged };
}

describe('lenskeeper preview', () => {
  it('prints the address of the page as its result, and ends when it is interrupted', async () => {
    using file = lensFile(aLens());
    const terminal = aTerminal();
    const interruption = new AbortController();

    const ended = preview(file.path, { port: 0 }, terminal, interruption.signal);
    const address = await terminal.address;
    const page = await (await fetch(address)).text();
    interruption.abort();

    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    expect(page).toContain('<h1><bdi>Recovery lens</bdi></h1>');
    expect(await ended).toBe(0);
    await expect(fetch(address)).rejects.toThrow();
  });

  it('shows a lens that is written in YAML', async () => {
    using file = lensFile(stringify(aLens()));
    const yaml = join(file.folder, 'lens.yaml');
    renameSync(file.path, yaml);
    const terminal = aTerminal();
    const interruption = new AbortController();

    const ended = preview(yaml, { port: 0 }, terminal, interruption.signal);
    const page = await (await fetch(await terminal.address)).text();
    interruption.abort();
    await ended;

    expect(page).toContain('How do you recover?');
  });

  it('refuses what is no file', async () => {
    using file = lensFile(aLens());
    const { signal } = new AbortController();

    await expect(preview(`${file.path}x`, { port: 0 }, aTerminal(), signal)).rejects.toThrow(
      /^Preview .*x: there is no such file; the nearest is .*$/,
    );
    await expect(preview(file.folder, { port: 0 }, aTerminal(), signal)).rejects.toThrow(
      /it is a folder. Name a lens file/,
    );
  });

  it('says which port is taken', async () => {
    using file = lensFile(aLens());
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;

    const started = preview(file.path, { port }, aTerminal(), new AbortController().signal);

    await expect(started).rejects.toThrow(
      `Start the preview: port ${port} is in use. Choose another with --port`,
    );
    other.close();
  });
});
