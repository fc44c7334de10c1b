import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type * as z from 'zod/mini';
import { comesFromPage } from '../comes-from-page.ts';
import { pageHeaders } from '../page-headers.ts';
import { ICON } from '../preview/page-style.ts';
import { readJsonBody } from '../read-json-body.ts';
import { consoleAction } from './console-action.ts';
import type { ConsoleSource } from './console-source.ts';
import { isSameToken } from './is-same-token.ts';
import { paced } from './paced.ts';
import { consolePage, consoleParts, viewsOf } from './page.ts';
import { type PageAddress, readAddress } from './page-address.ts';
import { SCRIPT } from './page-script.ts';
import { STYLE } from './page-style.ts';

export interface ConsoleServer {
  /** Such as `http://127.0.0.1:40123/d3Jp…/`. The full address gives access to the page and its actions. */
  readonly url: string;
  close(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Listener {
  readonly response: ServerResponse;
  readonly address: PageAddress;
  /** The last content that was sent, by part. */
  readonly sent: Map<string, string>;
}

/** More than the largest lens, 500 KB, in JSON. */
const LARGEST_BODY_BYTES = 1_500_000;
/** The most pages that can follow at the same time. */
const MOST_LISTENERS = 20;
/** The least interval between updates of pages, in milliseconds. */
const TELL_EVERY_MS = 200;
/** Times and rates of an embedded AWS change without an event. */
const REFRESH_MS = 2_000;

/** The report has its own stricter policy. The sandbox separates it from the console that frames it. */
const REPORT_POLICY =
  "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-scripts allow-downloads";

const HEADERS = pageHeaders({ script: SCRIPT, style: STYLE, hasFrame: true });

/**
 * Serves the console on 127.0.0.1: the page, changes as server-sent events, and actions if the source can be changed. All
 * addresses are below a secret path, because other users of this machine can reach the port too and must not see the
 * data of this user. A cookie would be sent to every port of the machine.
 *
 * @param port the TCP port; 0: any free port
 * @throws Error when the port is taken (`EADDRINUSE`)
 */
export async function serveConsole({
  source,
  port = 0,
}: {
  readonly source: ConsoleSource;
  readonly port?: number;
}): Promise<ConsoleServer> {
  const token = randomBytes(24).toString('base64url');
  const listeners = new Set<Listener>();
  const views = viewsOf(source);
  let servedPort = port;

  const tellAll = paced(TELL_EVERY_MS, async () => {
    if (listeners.size === 0) return;
    const overview = await source.overview();
    for (const listener of listeners) tell(listener, consoleParts(source, overview, listener.address));
  });

  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const [, given, path = ''] = /^\/([^/]+)(\/.*)$/.exec(pathname) ?? [];
    const mayAsk = comesFromPage(request.headers, servedPort) && isSameToken(given, token);
    const isEvents = request.method === 'GET' && path === '/events';
    if (mayAsk && isEvents && listeners.size < MOST_LISTENERS) {
      const listener = { response, address: readAddress(searchParams, views), sent: new Map() };
      response.writeHead(200, { ...HEADERS, 'content-type': 'text/event-stream' });
      response.on('close', () => listeners.delete(listener));
      response.write('retry: 500\n\n');
      listeners.add(listener);
      tell(listener, consoleParts(source, await source.overview(), listener.address));
      return;
    }
    const { status, type, body, headers } = mayAsk
      ? await answer(request, path, searchParams)
      : refuse(403, 'Open the full address that the terminal shows');
    response
      .writeHead(status, { ...HEADERS, ...headers, 'content-type': `${type}; charset=utf-8` })
      .end(body);
  }

  async function answer(request: IncomingMessage, path: string, query: URLSearchParams): Promise<Answer> {
    switch (`${request.method} ${path}`) {
      case 'GET /':
        return {
          status: 200,
          type: 'text/html',
          body: consolePage(source, await source.overview(), readAddress(query, views)),
        };
      case 'GET /icon.svg':
        return { status: 200, type: 'image/svg+xml', body: ICON };
      case 'GET /report': {
        const report = source.report?.();
        return report === undefined
          ? refuse(404, 'There is no report yet')
          : {
              status: 200,
              type: 'text/html',
              body: report.page,
              headers: { 'content-security-policy': REPORT_POLICY },
            };
      }
      case 'GET /source': {
        const text = source.live?.sourceText(query.get('key') ?? '');
        return text === undefined
          ? refuse(404, 'There is no such lens or policy')
          : { status: 200, type: 'text/plain', body: text };
      }
      case 'GET /events':
        return refuse(503, 'Too many pages are open');
      case 'POST /actions':
        return await act(request);
      default:
        return refuse(404, 'This address does not exist');
    }
  }

  async function act(request: IncomingMessage): Promise<Answer> {
    const { live } = source;
    if (live === undefined) return refuse(403, 'This page is read-only');
    const action = consoleAction.safeParse(await readJsonBody(request, LARGEST_BODY_BYTES));
    if (!action.success) return refuse(400, sayWhatIsWrong(action.error));
    try {
      return { status: 200, type: 'text/plain', body: await live.perform(action.data) };
    } catch (error) {
      return refuse(409, error instanceof Error ? error.message : String(error));
    }
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (typeof address === 'object' && address !== null) servedPort = address.port;
  const stopListening = source.onChange(tellAll);
  const refresh = source.live && setInterval(tellAll, REFRESH_MS);

  return {
    url: `http://127.0.0.1:${servedPort}/${token}/`,
    close: async () => {
      clearInterval(refresh);
      stopListening();
      tellAll.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Sends the parts that changed since the last update of the page. */
function tell({ response, sent }: Listener, parts: ReadonlyMap<string, string>): void {
  const changed = [...parts].filter(([id, markup]) => sent.get(id) !== markup);
  if (changed.length === 0) return;
  // Data for a page that does not read would accumulate here; the page gets the newest state later.
  if (response.writableNeedDrain) return;
  for (const [id, markup] of changed) sent.set(id, markup);
  response.write(`data: ${JSON.stringify(Object.fromEntries(changed))}\n\n`);
}

function sayWhatIsWrong(error: z.core.$ZodError): string {
  const [issue] = error.issues;
  const field = issue?.path.join('.') || 'action';
  return `Read the form: the value of ${field} is not valid`;
}

function refuse(status: number, body: string): Answer {
  return { status, type: 'text/plain', body };
}
