import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, it, type TestContext, vi } from 'vitest';
import {
  documentOf,
  endWithin,
  HUB,
  INSIDES,
  REGION,
  run,
  runPasted,
  startProcess,
} from './run-lenskeeper.ts';

describe.concurrent('lenskeeper emulator', () => {
  /** The URL that the process says it is ready at. */
  async function start({ onTestFinished }: TestContext, ...options: readonly string[]) {
    const started = startProcess(['emulator', '--port', '0', ...options]);
    onTestFinished(() => {
      started.child.kill('SIGKILL');
    });
    const url = await vi.waitFor(
      () => {
        const [, found] = /^ready (http:\/\/127\.0\.0\.1:\d+)\n/.exec(started.texts.stderr) ?? [];
        if (found === undefined) throw new Error(`Wait for ready: found ${started.texts.stderr}`);
        return found;
      },
      { timeout: 10_000, interval: 20 },
    );
    return { started, url };
  }

  it('says where it is, answers there, and ends on SIGTERM though a connection is open', async (context) => {
    const { started, url } = await start(context);
    const answer = await fetch(`${url}/_emulator/clock`);

    started.child.kill('SIGTERM');
    const ended = await endWithin(started, 5_000);

    expect(answer.status).toBe(200);
    expect(ended).toMatchObject({ code: 0, stdout: '' });
    expect(() => process.kill(-(started.child.pid ?? 0), 0)).toThrow(/ESRCH/);
  });

  it('ends on SIGINT too', async (context) => {
    const { started } = await start(context);

    started.child.kill('SIGINT');

    expect(await endWithin(started, 5_000)).toMatchObject({ code: 0 });
  });

  it('says nothing but where it is with --quiet', async (context) => {
    const { started, url } = await start(context, '--quiet');

    started.child.kill('SIGTERM');

    expect(await endWithin(started, 5_000)).toEqual({ code: 0, stdout: '', stderr: `ready ${url}\n` });
  });

  it('begins with the examples when it is asked to, and prints an environment that can be pasted', async (context) => {
    const { started } = await start(context, '--seed', 'examples');
    const lines = await vi.waitFor(() => {
      const printed = started.texts.stderr.split('\n').slice(1, -1);
      expect(printed.at(-1)).toBe('npx lenskeeper plan --bucket lenskeeper-examples');
      return printed.slice(0, -1);
    });

    const ended = await runPasted(lines, ['plan', '--json', '--bucket', 'lenskeeper-examples']);

    expect(ended.code).toBe(0);
    expect(documentOf(ended).domains[0]).toMatchObject({ accountId: HUB, region: REGION });
    expect(documentOf(ended).domains[0].actions).toHaveLength(56);
  });

  it('names a port that is taken, with exit code 1', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const address = taken.address();
    const port = typeof address === 'object' ? String(address?.port) : '';
    try {
      const ended = await run(['emulator', '--port', port]);

      expect(ended).toMatchObject({ code: 1, stdout: '' });
      expect(ended.stderr).toMatch(new RegExp(`^lenskeeper: Start the embedded AWS: .*\\b${port}\\b`, 'm'));
      expect(ended.stderr).not.toMatch(INSIDES);
    } finally {
      taken.close();
    }
  });
});
