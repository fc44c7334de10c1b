import { stat } from 'node:fs/promises';
import { servePreview } from '../../console/preview/serve-preview.ts';
import { ConfigurationError } from '../../errors.ts';
import { nearestFileText } from '../nearest-file.ts';
import { EXIT, type Terminal } from '../terminal.ts';

export interface PreviewOptions {
  /** The TCP port; 0: any free port. */
  readonly port: number;
  readonly json?: true;
}

/** Shows a lens as a reviewer sees it on a local page that follows the file, until it is interrupted. */
export async function preview(
  file: string,
  { port, json }: PreviewOptions,
  terminal: Terminal,
  ended: AbortSignal,
): Promise<number> {
  const stats = await stat(file).catch(() => undefined);
  if (!stats?.isFile()) {
    throw new ConfigurationError(
      stats
        ? `Preview ${file}: it is a folder. Name a lens file`
        : `Preview ${file}: there is no such file${await nearestFileText(file)}`,
    );
  }
  const server = await servePreview(file, { port }).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'EADDRINUSE') throw cause;
    throw new Error(`Start the preview: port ${port} is in use. Choose another with --port`, { cause });
  });
  terminal.result(json ? JSON.stringify({ url: server.url }) : server.url);
  terminal.log(`The page follows ${file}. Stop it with Ctrl-C`);
  await new Promise<void>((resolve) => {
    if (ended.aborted) resolve();
    ended.addEventListener('abort', () => resolve(), { once: true });
  });
  await server.close();
  return EXIT.done;
}
