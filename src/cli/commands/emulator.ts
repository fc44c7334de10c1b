import { startEmulator } from '../../emulator/start-emulator.ts';
import { exportLines } from '../export-lines.ts';
import { HOME_REGION } from '../start/example-organization.ts';
import { EXAMPLES_BUCKET, seedExamples } from '../start/seed-examples.ts';
import { EXIT, type Screen } from '../terminal.ts';

export interface EmulatorOptions {
  readonly port: number;
  readonly seed?: 'examples';
  readonly json?: true;
}

/**
 * Runs the embedded AWS until it is interrupted. `--seed examples` adds the example organization and the bucket
 * `lenskeeper-examples` with the example policy and lenses.
 */
export async function emulator(
  { port, seed, json }: EmulatorOptions,
  screen: Pick<Screen, 'tell' | 'log' | 'result'>,
  ended: AbortSignal,
): Promise<number> {
  const running = await startEmulator({ port }).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'EADDRINUSE') throw cause;
    throw new Error(`Start the embedded AWS: port ${port} is in use. Choose another with --port`, {
      cause,
    });
  });
  if (seed === 'examples') await seedExamples(running.world);
  if (json) screen.result(JSON.stringify({ url: running.url }));
  screen.tell(`ready ${running.url}`);
  if (!json) for (const line of environmentOf(running.url, seed)) screen.log(line);
  await new Promise<void>((resolve) => {
    if (ended.aborted) resolve();
    ended.addEventListener('abort', () => resolve(), { once: true });
  });
  await running.close();
  return EXIT.done;
}

/** Lines to paste, with a first command if there are examples. */
function environmentOf(url: string, seed: EmulatorOptions['seed']): readonly string[] {
  return [
    '# To use it, paste this into another shell:',
    ...exportLines({
      AWS_ENDPOINT_URL: url,
      AWS_REGION: HOME_REGION,
      AWS_ACCESS_KEY_ID: 'hub',
      AWS_SECRET_ACCESS_KEY: 'embedded',
    }),
    ...(seed === undefined ? [] : [`npx lenskeeper plan --bucket ${EXAMPLES_BUCKET}`]),
  ];
}
