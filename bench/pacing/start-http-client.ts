import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type Order, REGION, type Report, reportSchema } from './http-protocol.ts';

const CLIENT = fileURLToPath(new URL('./http-client-process.ts', import.meta.url));

/**
 * Starts a client process and waits until it is ready.
 *
 * @returns a function that starts its calls and resolves with their results
 * @throws {Error} when the process ends before its report
 */
export async function startClient(
  order: Order,
  { url, accountId }: { readonly url: string; readonly accountId: string },
): Promise<() => Promise<Report>> {
  const child = fork(CLIENT, [JSON.stringify(order)], {
    env: {
      ...process.env,
      AWS_ENDPOINT_URL: url,
      AWS_REGION: REGION,
      AWS_ACCESS_KEY_ID: `aws-account-id:${accountId}`,
      AWS_SECRET_ACCESS_KEY: 'any',
    },
  });
  await answerOf(child);
  return async () => {
    child.send('start');
    return reportSchema.parse(await answerOf(child));
  };
}

function answerOf(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', (code) => {
      reject(
        new Error(
          `Cannot measure over HTTP: found a client that ended with exit code ${code}, expected its report`,
        ),
      );
    });
  });
}
