import { serveConsole } from '../../console/live/serve-console.ts';
import { createConsoleSource } from './console-source.ts';
import type { Stage } from './stage.ts';

/** Starts the console of a laptop. */
export async function openConsole(stage: Stage): Promise<{ readonly url: string; close(): Promise<void> }> {
  const { source, stop } = createConsoleSource(stage);
  const server = await serveConsole({ source });
  return {
    url: server.url,
    async close() {
      stop();
      await server.close();
    },
  };
}
