import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { comesFromPage } from '../comes-from-page.ts';
import { pageHeaders } from '../page-headers.ts';
import { readJsonBody } from '../read-json-body.ts';
import { EvaluationRequest, evaluateAnswers } from './evaluate-answers.ts';
import { previewPage } from './page.ts';
import { SCRIPT } from './page-script.ts';
import { ICON, STYLE } from './page-style.ts';
import { type Preview, readPreview } from './read-preview.ts';
import { watchFile } from './watch-file.ts';

export interface PreviewServer {
  /** Such as `http://127.0.0.1:40123/`. */
  readonly url: string;
  close(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** More than the longest answers of the largest lens. */
const LARGEST_BODY_BYTES = 1_000_000;

const HEADERS = pageHeaders({ script: SCRIPT, style: STYLE });

/**
 * Serves the page of one lens file on 127.0.0.1 and follows the file: open pages are told of each change.
 *
 * @param options.port the TCP port; 0: any free port
 * @param options.now the clock
 * @throws Error when the port is taken (`EADDRINUSE`) or the file's folder cannot be watched
 */
export async function servePreview(
  file: string,
  { port, now = () => new Date() }: { readonly port: number; readonly now?: () => Date },
): Promise<PreviewServer> {
  const ending = new AbortController();
  const listeners = new Set<ServerResponse>();
  let preview = await readPreview(file, now());
  let reading: Promise<void> = Promise.resolve();
  let servedPort = port;

  const changed = () => {
    reading = reading.then(async () => {
      const before = preview;
      preview = await readPreview(file, now(), before);
      if (preview !== before) for (const listener of listeners) tell(listener, preview);
    });
  };

  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const isEvents = request.method === 'GET' && request.url === '/events';
    if (isEvents && comesFromPage(request.headers, servedPort)) {
      response.writeHead(200, { ...HEADERS, 'content-type': 'text/event-stream' });
      response.on('close', () => listeners.delete(response));
      listeners.add(response);
      tell(response, preview);
    } else {
      const { status, type, body } = await answer(request);
      response.writeHead(status, { ...HEADERS, 'content-type': `${type}; charset=utf-8` }).end(body);
    }
  }

  async function answer(request: IncomingMessage): Promise<Answer> {
    if (!comesFromPage(request.headers, servedPort))
      return refuse(403, 'Only the page itself can send requests');
    switch (`${request.method} ${request.url}`) {
      case 'GET /':
        return { status: 200, type: 'text/html', body: previewPage(file, preview) };
      case 'GET /icon.svg':
        return { status: 200, type: 'image/svg+xml', body: ICON };
      case 'POST /evaluate':
        return evaluate(preview, await readJsonBody(request, LARGEST_BODY_BYTES));
      default:
        return refuse(404, 'This address does not exist');
    }
  }

  await watchFile(file, changed, ending.signal);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  }).catch((error: unknown) => {
    ending.abort();
    throw error;
  });
  const address = server.address();
  if (typeof address === 'object' && address !== null) servedPort = address.port;
  // Reads a change between the first reading and the start of the watch.
  changed();

  return {
    url: `http://127.0.0.1:${servedPort}/`,
    close: async () => {
      ending.abort();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await reading;
    },
  };
}

function tell(listener: ServerResponse, { revision }: Preview): void {
  listener.write(`retry: 500\ndata: ${revision}\n\n`);
}

function evaluate({ lens, revision }: Preview, body: unknown): Answer {
  const request = EvaluationRequest.safeParse(body);
  if (!request.success) return refuse(400, 'The request must have a revision and answers');
  // The page shows an older state of the file and is updated soon.
  if (!lens || request.data.revision !== revision) return refuse(409, 'The file has changed');
  const results = evaluateAnswers(lens, request.data.answers);
  return { status: 200, type: 'application/json', body: JSON.stringify({ results }) };
}

function refuse(status: number, body: string): Answer {
  return { status, type: 'text/plain', body };
}
