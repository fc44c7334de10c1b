import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { servePreview } from '../../../src/console/preview/serve-preview.ts';
import { aLens, lensFile } from './lens-file.ts';

interface Asked {
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

async function serve(lens: unknown = aLens()) {
  const file = lensFile(lens);
  const server = await servePreview(file.path, { port: 0 });
  const { port } = new URL(server.url);
  const ask = ({ path = '/', method = 'GET', headers = {}, body = '' }: Asked = {}) =>
    new Promise<{ status: number | undefined; body: string; policy: unknown }>((resolve, reject) => {
      request({ host: '127.0.0.1', port, path, method, headers }, async (response) => {
        const policy = response.headers['content-security-policy'];
        resolve({ status: response.statusCode, body: await text(response), policy });
      })
        .on('error', reject)
        .end(body);
    });
  const revision = /data-revision="(\w+)"/.exec((await ask()).body)?.[1];
  const evaluate = (answers: unknown, asked: Asked = {}) =>
    ask({ path: '/evaluate', method: 'POST', body: JSON.stringify({ revision, answers }), ...asked });
  return {
    port,
    ask,
    evaluate,
    [Symbol.asyncDispose]: async () => {
      await server.close();
      file[Symbol.dispose]();
    },
  };
}

describe('the preview server', () => {
  it('answers the page: the risk of each answer, the rule, and the words for both', async () => {
    await using served = await serve();

    const { status, body } = await served.evaluate([
      { question: '1-1', ticked: ['backups', 'restores'] },
      { question: '1-1', ticked: [] },
      { question: '9-9', ticked: ['backups'] },
    ]);

    const unanswered = { risk: 'UNANSWERED', label: 'Unanswered', why: 'No choice is selected', rule: null };
    expect(status).toBe(200);
    expect(JSON.parse(body)).toEqual({
      results: [
        { risk: 'NO_RISK', label: 'No risk', why: 'Rule 1 applies', rule: 0 },
        unanswered,
        unanswered,
      ],
    });
  });

  it('refuses another name for this machine, so that no site can read the lens by a name of its own', async () => {
    await using served = await serve();

    const replies = await Promise.all(
      ['/', '/events', '/evaluate', '/icon.svg'].map((path) =>
        served.ask({ path, headers: { host: `lens.example.com:${served.port}` } }),
      ),
    );

    expect(replies.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
    expect(replies[0]!.body).not.toContain('Recovery lens');
  });

  it.for([
    { origin: 'https://example.com' },
    { origin: 'null' },
    { origin: 'http://127.0.0.1:1' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ])('refuses a request of another page: %o', async (headers) => {
    await using served = await serve();

    expect((await served.evaluate([], { headers })).status).toBe(403);
    expect((await served.ask({ headers })).status).toBe(403);
  });

  it('takes the page for itself under both of its names', async () => {
    await using served = await serve();

    const replies = await Promise.all(
      [`127.0.0.1:${served.port}`, `localhost:${served.port}`].map((host) =>
        served.evaluate([], { headers: { host, origin: `http://${host}`, 'sec-fetch-site': 'same-origin' } }),
      ),
    );

    expect(replies.map(({ status }) => status)).toEqual([200, 200]);
  });

  it('refuses what it does not understand, and answers for a state of the file that is gone', async () => {
    await using served = await serve();
    const post = { path: '/evaluate', method: 'POST' };

    const replies = await Promise.all([
      served.ask({ ...post, body: '{' }),
      served.ask({ ...post, body: '{"revision": 1}' }),
      served.ask({ ...post, body: JSON.stringify({ revision: 'x', answers: [] }) }),
      served.ask({ ...post, body: ' '.repeat(1_000_001) }),
      served.ask({ path: '/../package.json' }),
      served.ask({ method: 'DELETE' }),
    ]);

    expect(replies.map(({ status }) => status)).toEqual([400, 400, 409, 400, 404, 404]);
  });

  it('allows the page its own script and style by their hashes, and nothing else', async () => {
    await using served = await serve();

    const { policy } = await served.ask();

    expect(policy).toMatch(/^default-src 'none'; script-src 'sha256-[^' ]+'; style-src 'sha256-[^' ]+';/);
    expect(policy).not.toContain('unsafe');
  });
});
