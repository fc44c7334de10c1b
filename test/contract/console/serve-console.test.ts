import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { serveConsole } from '../../../src/console/live/serve-console.ts';
import { aSource, type Fixture } from './console-fixture.ts';

interface Asked {
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

async function serve(fixture: Fixture = aSource()) {
  const server = await serveConsole({ source: fixture.source });
  const { port, pathname: base } = new URL(server.url);
  const ask = ({ path = base, method = 'GET', headers = {}, body = '' }: Asked = {}) =>
    new Promise<{ status: number | undefined; body: string; policy: unknown }>((resolve, reject) => {
      request({ host: '127.0.0.1', port, path, method, headers }, async (response) => {
        const policy = response.headers['content-security-policy'];
        resolve({ status: response.statusCode, body: await text(response), policy });
      })
        .on('error', reject)
        .end(body);
    });
  const act = (action: unknown, headers: Readonly<Record<string, string>> = {}) =>
    ask({ path: `${base}actions`, method: 'POST', headers, body: JSON.stringify(action) });
  return {
    ...fixture,
    server,
    port,
    /** The path that everything is below, with a slash at its end. */
    base,
    ask,
    act,
    [Symbol.asyncDispose]: () => server.close(),
  };
}

const RUN = { kind: 'run-schedule' };

describe('the console server', () => {
  it('does what is asked below the path of its address', async () => {
    await using served = await serve();

    const { status, body } = await served.act(RUN);

    expect([status, body]).toEqual([200, 'Did run-schedule']);
    expect(served.performed).toEqual([RUN]);
    expect(served.server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[\w-]{32}\/$/);
  });

  it.for([true, false])(
    'shows and changes nothing for another person of this machine, who has not got its path (live: %s)',
    async (isLive) => {
      await using served = await serve(aSource({ isLive, report: 'The whole report' }));
      const paths = ['', '?view=lenses', 'events', 'report', 'source?key=lenses/sign-in.json', 'icon.svg'];
      const wrong = served.base.replace(/.\/$/, (end) => (end === 'A/' ? 'B/' : 'A/'));

      const replies = await Promise.all([
        ...['/', wrong, served.base.slice(0, -1), `//${served.base}`].flatMap((base) =>
          paths.map((path) => served.ask({ path: `${base}${path}` })),
        ),
        served.ask({ path: '/actions', method: 'POST', body: JSON.stringify(RUN) }),
        served.ask({ path: `${wrong}actions`, method: 'POST', body: JSON.stringify(RUN) }),
      ]);

      expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([403]));
      expect(new Set(replies.map(({ body }) => body))).toEqual(
        new Set(['Open the full address that the terminal shows']),
      );
      expect(served.performed).toEqual([]);
    },
  );

  it('has another path at every start', async () => {
    await using one = await serve();
    await using other = await serve();

    expect(one.base).not.toBe(other.base);
  });

  it('refuses another name for this machine, so that no site can read it by a name of its own', async () => {
    await using served = await serve();
    const headers = { host: `console.example.com:${served.port}` };

    const replies = await Promise.all([
      ...['', 'events', 'source?key=lenses/sign-in.json', 'icon.svg'].map((path) =>
        served.ask({ path: `${served.base}${path}`, headers }),
      ),
      served.act(RUN, headers),
    ]);

    expect(replies.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403]);
    expect(served.performed).toEqual([]);
  });

  it.for([
    { origin: 'https://example.com' },
    { origin: 'null' },
    { origin: 'http://127.0.0.1:1' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ])('refuses a request of another page: %o', async (headers) => {
    await using served = await serve();

    expect((await served.act(RUN, headers)).status).toBe(403);
    expect((await served.ask({ headers })).status).toBe(403);
    expect(served.performed).toEqual([]);
  });

  it.for([
    { kind: 'delete-everything' },
    { kind: 'upload', key: 'lenses/../state/organization.json', text: '{}' },
    { kind: 'upload', key: 'state/organization.json', text: '{}' },
    { kind: 'upload', key: 'lenses/a.json' },
    { kind: 'move-account', accountId: '1', parentId: 'r-ab12' },
    { kind: 'set-throttling', rate: -1, burst: 1 },
    { kind: 'run-schedule', also: 'this' },
    'no action',
  ])('refuses what it does not understand: %o', async (action) => {
    await using served = await serve();

    expect((await served.act(action)).status).toBe(400);
    expect(served.performed).toEqual([]);
  });

  it('says why something could not be done', async () => {
    await using served = await serve();

    const { status, body } = await served.act({ kind: 'close-account', accountId: '444455556666' });

    expect([status, body]).toEqual([409, 'Close the account: found it closed already']);
  });

  it('refuses a body that is too long, and paths that are not its own', async () => {
    await using served = await serve();
    const { base } = served;

    const replies = await Promise.all([
      served.ask({ path: `${base}actions`, method: 'POST', body: ' '.repeat(1_500_001) }),
      served.ask({ path: `${base}../package.json` }),
      served.ask({ path: `${base}package.json` }),
      served.ask({ path: `${base}source?key=state/organization.json` }),
      served.ask({ method: 'DELETE' }),
    ]);

    expect(replies.map(({ status }) => status)).toEqual([400, 403, 404, 404, 404]);
  });

  it('only shows what it cannot change: no form, no action', async () => {
    await using served = await serve(aSource({ isLive: false }));

    const page = await served.ask();
    const { status } = await served.act(RUN);

    expect(page.body).not.toContain('<form');
    expect(page.body).toContain('Sign-in');
    expect(status).toBe(403);
  });

  it('allows the page its own script and style by their hashes, and nothing else', async () => {
    await using served = await serve();

    const { policy } = await served.ask();

    expect(policy).toMatch(/^default-src 'none'; script-src 'sha256-[^' ]+'; style-src 'sha256-[^' ]+';/);
    expect(policy).not.toContain('unsafe');
  });

  it('sends the parts that changed, and only those', async () => {
    await using served = await serve();
    const stop = new AbortController();
    const response = await fetch(new URL('events?view=lenses', served.server.url), { signal: stop.signal });
    const sent: Record<string, string>[] = [];
    const heard = (async () => {
      let rest = '';
      for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
        const events = (rest + chunk).split('\n\n');
        rest = events.pop()!;
        for (const event of events) {
          if (event.startsWith('data: ')) sent.push(JSON.parse(event.slice('data: '.length)));
        }
        if (sent.length === 1) served.change({ notices: ['Something new'] });
        if (sent.length === 2) return;
      }
    })();

    await heard;
    stop.abort();

    expect(Object.keys(sent[0]!).sort()).toEqual(['controls', 'figures', 'tabs', 'try', 'view']);
    expect(Object.keys(sent[1]!)).toEqual(['view']);
    expect(sent[1]!.view).toContain('Something new');
  });
});
